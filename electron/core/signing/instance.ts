/** A Sigstore deployment as the engine needs it: who is trusted, which services there are. */
import { SigningConfig } from '@sigstore/protobuf-specs'
import { Fault, fault } from '../../contract/faults.ts'
import type { Instance } from '../../contract/model/instance.ts'
import { readTrust, type UsableTrust } from '../verify/trust.ts'

export interface SigningInstance {
  readonly id: string
  readonly title: string
  readonly isPractice: boolean
  readonly trust: UsableTrust
  readonly signingConfig: SigningConfig
  /** Where the trusted root lies as a file, for other clients. */
  readonly trustedRootPath: string
  /** The OAuth client id, which is the audience of the token too. */
  readonly clientId: string
}

/**
 * Reads the two standard files of an instance: a trusted root (`application/vnd.dev.sigstore.trustedroot+json`) and a
 * signing config (`…signingconfig.v0.2+json`). Fault: `sigstore.instance-unreadable`.
 */
export function readInstance(
  texts: { trustedRoot: string; signingConfig: string },
  rest: Omit<SigningInstance, 'trust' | 'signingConfig'>,
): SigningInstance {
  try {
    const trust = readTrust(JSON.parse(texts.trustedRoot))
    if (!trust.ok) throw fault('sigstore.instance-unreadable', { reason: trust.detail })
    return { ...rest, trust, signingConfig: SigningConfig.fromJSON(JSON.parse(texts.signingConfig)) }
  } catch (error) {
    if (error instanceof Fault) throw error
    const reason = 'It is not a trusted root and a signing config'
    throw fault('sigstore.instance-unreadable', { reason }, { cause: error })
  }
}

/** The instance as the window shows it. `log` is the origin of the log that a session would write to. */
export const instanceCard = (instance: SigningInstance, log: string): Instance => ({
  id: instance.id,
  title: instance.title,
  isPractice: instance.isPractice,
  log,
})
