/**
 * Tokens go home: whoever gets an identity token can sign in its owner's name for as long as it lasts, so a token of an
 * issuer that belongs to a built-in instance goes to the authority of that instance and to nobody else.
 */
import type { SigningConfig } from '@sigstore/protobuf-specs'
import { fault } from '../../contract/faults.ts'
import type { InstanceKind } from '../../contract/model/instance.ts'
import { parseAddress } from '../address.ts'

/** Which authorities the tokens of which issuers are for: one signing config of a built-in instance. All are URLs. */
export interface Home {
  readonly issuers: readonly string[]
  readonly authorities: readonly string[]
}

/** The issuers and authorities that a signing config names: those of other times and versions too. */
export const homeOf = ({ oidcUrls, caUrls }: Pick<SigningConfig, 'oidcUrls' | 'caUrls'>): Home => ({
  issuers: oidcUrls.map(({ url }) => url),
  authorities: caUrls.map(({ url }) => url),
})

/**
 * A config that would send tokens of a known issuer to a foreign authority, or those of a foreign issuer to a known
 * authority, is refused as a whole: which of its services is used changes with the time. A host that is known under
 * another scheme, port, path or spelling is no home, and not foreign either. Fault: `instance.tokens-astray`.
 */
export function checkTokensGoHome(config: Pick<SigningConfig, 'oidcUrls' | 'caUrls'>, homes: readonly Home[]): void {
  const { issuers, authorities } = homeOf(config)
  for (const issuer of issuers) {
    for (const authority of authorities) {
      if (touches(issuer, homes) || touches(authority, homes)) checkIsHome(issuer, authority, homes)
    }
  }
}

/** A token on its way: its `iss` claim, and whether it is one that a CI job has without anybody signing in. */
export interface TokenOnItsWay {
  readonly issuer: string
  readonly isAmbient: boolean
}

/** Where it would go, and what the person has allowed. */
export interface Destination {
  readonly kind: InstanceKind
  /** URL of the certificate authority that is about to get it. */
  readonly authority: string
  readonly tokenHomes: readonly Home[]
  /** Whether an imported authority may have ambient tokens: only ever true by an explicit choice. */
  readonly takesAmbientTokens: boolean
}

/**
 * Asked for each token before it is sent, wherever it came from. A token of a foreign issuer may go to any authority:
 * CI services and companies have their own issuers. Faults: `instance.tokens-astray`, `instance.ambient-token`.
 */
export function checkTokenGoesHome(token: TokenOnItsWay, to: Destination): void {
  if (touches(token.issuer, to.tokenHomes)) checkIsHome(token.issuer, to.authority, to.tokenHomes)
  if (token.isAmbient && to.kind === 'imported' && !to.takesAmbientTokens) {
    throw fault('instance.ambient-token', { authority: hostName(to.authority) })
  }
}

function checkIsHome(issuer: string, authority: string, homes: readonly Home[]): void {
  const isHome = homes.some((home) => includes(home.issuers, issuer) && includes(home.authorities, authority))
  if (!isHome) throw fault('instance.tokens-astray', { issuer: hostName(issuer), authority: hostName(authority) })
}

const includes = (addresses: readonly string[], one: string): boolean => {
  const exact = exactly(one)
  return exact !== undefined && addresses.some((address) => exactly(address) === exact)
}

/** Scheme, host, port and path, or undefined for an address with anything else in it. */
function exactly(address: string): string | undefined {
  const url = parse(address)
  if (!url || /[?#]/.test(address)) return undefined
  return `${url.protocol}//${url.host}${url.pathname}`
}

/** Whether an address is at a known host, however it is written. What cannot be read might be anything: it counts. */
function touches(address: string, homes: readonly Home[]): boolean {
  if (!parse(address)) return true
  const known = homes.flatMap((home) => [...home.issuers, ...home.authorities])
  return known.some((other) => machineOf(other) === machineOf(address))
}

/**
 * One name for one host: without the trailing dot that names the same host, and without the port, but on this machine,
 * where each port is a service of its own.
 */
function machineOf(address: string): string {
  const url = parse(address)
  if (!url) return ''
  const name = url.hostname.replace(/\.+$/, '')
  return isThisMachine(name) ? `loopback:${url.port}` : name
}

const isThisMachine = (name: string): boolean =>
  /^(.+\.)?localhost$/.test(name) || /^127\.|^0\.0\.0\.0$|^\[::1?\]$|^\[::ffff:7f/.test(name)

/**
 * The address as whoever uses it parses it; undefined where there is none, or a user name in front of the host, which only misleads. Issuers of
 * the early days of OpenID Connect have no scheme; they mean https.
 */
function parse(address: string): URL | undefined {
  const asWritten = parseAddress(address)
  const isWeb = asWritten !== undefined && /^https?:$/.test(asWritten.protocol)
  const url = isWeb ? asWritten : parseAddress(`https://${address}`)
  return url?.username === '' && url.password === '' ? url : undefined
}

const hostName = (address: string): string => parse(address)?.host ?? 'an address that cannot be read'
