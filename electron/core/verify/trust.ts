/** Who is trusted, and when: a trusted root (protobuf-specs, sigstore_trustroot.proto), checked before it is used. */
import { createPublicKey } from 'node:crypto'
import type { X509Certificate } from '@sigstore/core'
import {
  CertificateAuthority,
  type TimeRange,
  TransparencyLogInstance,
  type TrustedRoot,
} from '@sigstore/protobuf-specs'
import { type TrustMaterial, toTrustMaterial } from '@sigstore/verify'
import { z } from 'zod'
import { rejectionFrom } from './map-error.ts'
import { Rejected, type Rejection, reject } from './reasons.ts'

/** A trusted root that is ready for use, any number of times. */
export interface UsableTrust {
  readonly ok: true
  readonly material: TrustMaterial
  /** One sentence for each member that was left out because this version does not know its kind. */
  readonly warnings: readonly string[]
}

/** A log as the library's material has it: its `logID` is the id of its checkpoint key where it has one. */
export type TrustedLog = TrustMaterial['tlogs'][number]

/** A root that was refused rejects every bundle, with its own reason. */
export type Trust = UsableTrust | Rejection

const rows = z.array(z.unknown()).nullish()
const RootForm = z.object({
  mediaType: z.enum([
    'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    'application/vnd.dev.sigstore.trustedroot.v0.1+json',
    'application/vnd.dev.sigstore.trustedroot+json;version=0.2',
    'application/vnd.dev.sigstore.trustedroot.v0.2+json',
  ]),
  tlogs: rows,
  certificateAuthorities: rows,
  ctlogs: rows,
  timestampAuthorities: rows,
})

/**
 * Reads parsed JSON of any origin, or the `TrustedRoot` message made from it. A member with an unknown kind of key is
 * left out with a warning, so that new algorithms do not lock an older version out; a member without a start of validity
 * refuses the whole root, because reading the gap as "since ever" would trust more than was meant. Never throws.
 */
export function readTrust(json: unknown): Trust {
  try {
    const form = RootForm.safeParse(json)
    if (!form.success) throw reject('trusted-root-unreadable')
    const warnings: string[] = []
    const gather = <T>(list: readonly unknown[] | null | undefined, what: string, read: (row: unknown) => T[]): T[] =>
      (list ?? []).flatMap((row, i) => readOrWarn(() => read(row), `${what} ${i + 1}`, warnings))
    const material: TrustMaterial = {
      ...toTrustMaterial(rootOf({})),
      tlogs: gather(form.data.tlogs, 'log', readLog),
      ctlogs: gather(form.data.ctlogs, 'certificate log', readLog),
      certificateAuthorities: gather(form.data.certificateAuthorities, 'certificate authority', readAuthority),
      timestampAuthorities: gather(form.data.timestampAuthorities, 'timestamp authority', readAuthority),
    }
    return { ok: true, material, warnings }
  } catch (error) {
    return error instanceof Rejected ? rejectionFrom(error) : reject('trusted-root-unreadable').rejection
  }
}

function readOrWarn<T>(read: () => T[], which: string, warnings: string[]): T[] {
  try {
    return read()
  } catch (error) {
    if (error instanceof Rejected) throw error
    warnings.push(`The ${which} of the trusted root is left out: its key or certificate is of an unknown kind.`)
    return []
  }
}

function readLog(row: unknown): TrustMaterial['tlogs'] {
  const log = TransparencyLogInstance.fromJSON(row)
  checkWindow(log.publicKey?.validFor, log.baseUrl)
  return toTrustMaterial(rootOf({ tlogs: [log] })).tlogs
}

function readAuthority(row: unknown): TrustMaterial['certificateAuthorities'] {
  const authority = CertificateAuthority.fromJSON(row)
  checkWindow(authority.validFor, authority.uri)
  const material = toTrustMaterial(rootOf({ certificateAuthorities: [authority] })).certificateAuthorities
  const certificates = material.flatMap(({ certChain }) => certChain)
  // The library encodes a certificate and checks it against its issuer anew for each bundle. These never change.
  for (const certificate of certificates) keepAnswers(certificate)
  if (certificates.length === 0) throw new TypeError('no certificates')
  // The library decodes keys and times when it needs them, in the middle of a verification.
  for (const certificate of certificates) {
    createPublicKey({ key: certificate.publicKey, format: 'der', type: 'spki' })
    certificate.validForDate(new Date(0))
  }
  return material
}

function keepAnswers(certificate: X509Certificate): void {
  for (const part of [certificate.tbsCertificate, certificate.root]) {
    const der = part.toDER()
    part.toDER = () => der
  }
  Object.defineProperty(certificate, 'publicKey', { value: certificate.publicKey })
  const answers = new Map<X509Certificate | undefined, boolean>()
  const ask = certificate.verify.bind(certificate)
  certificate.verify = (issuer) => {
    const answer = answers.get(issuer) ?? ask(issuer)
    answers.set(issuer, answer)
    return answer
  }
}

function checkWindow(window: TimeRange | undefined, whose: string): void {
  const { start, end } = window ?? {}
  if (start === undefined || Number.isNaN(start.getTime()) || (end !== undefined && Number.isNaN(end.getTime()))) {
    throw reject('trusted-root-window', `The trusted root does not say from when on ${whose} is to be trusted.`)
  }
}

const rootOf = (some: Partial<TrustedRoot>): TrustedRoot => ({
  mediaType: '',
  tlogs: [],
  ctlogs: [],
  certificateAuthorities: [],
  timestampAuthorities: [],
  ...some,
})
