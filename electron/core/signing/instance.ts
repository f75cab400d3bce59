/** A Sigstore deployment as the engine needs it: who is trusted, which services there are. */
import { type Service, SigningConfig } from '@sigstore/protobuf-specs'
import { z } from 'zod'
import { type Fault, fault } from '../../contract/faults.ts'
import type { Instance, InstanceKind, TrustSource } from '../../contract/model/instance.ts'
import { parseAddress } from '../address.ts'
import type { UsableTrust } from '../verify/trust.ts'
import { trustFrom } from '../verify/trust-text.ts'
import type { Home } from './tokens-go-home.ts'

export interface SigningInstance {
  /** The kind of a built-in instance; of an imported one, the SHA-256 digest of its file. */
  readonly id: string
  readonly kind: InstanceKind
  readonly title: string
  readonly isPractice: boolean
  readonly trust: UsableTrust
  /** What `trust` was read from. */
  readonly trustedRoot: string
  readonly trustSource: TrustSource
  /** Address of the TUF repository that keeps this instance up to date, where there is one. */
  readonly trustMirror?: string
  readonly signingConfig: SigningConfig
  /** Where the trusted root lies as a file, for other clients. */
  readonly trustedRootPath: string
  /** The OAuth client id, which is the audience of the token too. */
  readonly clientId: string
  /** Which tokens are for which authorities: all built-in instances that are known. */
  readonly tokenHomes: readonly Home[]
  /** Whether tokens of CI jobs may go to an imported authority. */
  readonly takesAmbientTokens: boolean
}

/** The two standard files of an instance, as text. */
export interface InstanceTexts {
  /** Media type `application/vnd.dev.sigstore.trustedroot+json`. */
  readonly trustedRoot: string
  /** Media type `application/vnd.dev.sigstore.signingconfig.v0.2+json`. */
  readonly signingConfig: string
}

type Rest = Omit<SigningInstance, 'trust' | 'trustedRoot' | 'signingConfig' | 'isPractice'>

/** Reads the two standard files of an instance. Fault: `sigstore.instance-unreadable`. */
export function readInstance(texts: InstanceTexts, rest: Rest): SigningInstance {
  return {
    ...rest,
    isPractice: rest.kind === 'practice',
    trust: readTrustedRoot(texts.trustedRoot),
    trustedRoot: texts.trustedRoot,
    signingConfig: readSigningConfig(texts.signingConfig),
  }
}

/** A trusted root that names at least one certificate authority. Fault: `sigstore.instance-unreadable`. */
export function readTrustedRoot(text: string): UsableTrust {
  const trust = trustFrom(text)
  if (!trust.ok) {
    json(text, 'The trusted root')
    throw unreadable(trust.detail)
  }
  if (trust.material.certificateAuthorities.length === 0) {
    throw unreadable('The trusted root names no certificate authority that this version knows')
  }
  return trust
}

const SigningConfigForm = z.looseObject({
  mediaType: z.literal('application/vnd.dev.sigstore.signingconfig.v0.2+json'),
})

/** A signing config whose every service has an address. Fault: `sigstore.instance-unreadable`. */
export function readSigningConfig(text: string): SigningConfig {
  const form = SigningConfigForm.safeParse(json(text, 'The signing config'))
  if (!form.success) throw unreadable('It has no signing config of version 0.2', form.error)
  let config: SigningConfig
  try {
    config = SigningConfig.fromJSON(form.data)
  } catch (error) {
    throw unreadable('Its signing config has unknown terms in it', error)
  }
  const nowhere = servicesOf(config).find(({ url }) => !parseAddress(url))
  if (nowhere) throw unreadable('A service of its signing config has no address')
  return config
}

/** Every service of every role, whether it can be used now or not. */
export const servicesOf = (config: SigningConfig): Service[] => [
  ...config.oidcUrls,
  ...config.caUrls,
  ...config.tsaUrls,
  ...config.rekorTlogUrls,
]

function json(text: string, what: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw unreadable(`${what} is not JSON`, error)
  }
}

/** Reasons end without a full stop: the words around them have it. */
const unreadable = (reason: string, cause?: unknown): Fault =>
  fault('sigstore.instance-unreadable', { reason: reason.replace(/\.$/, '') }, { cause })

/** The instance as the window shows it. `log` is the origin of the log that a session would write to. */
export const instanceCard = (instance: SigningInstance, log: string): Instance => ({
  id: instance.id,
  title: instance.title,
  isPractice: instance.isPractice,
  log,
})
