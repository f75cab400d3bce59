/** A Sigstore deployment as the engine needs it: who is trusted, which services there are. */
import { SigningConfig, TrustedRoot } from '@sigstore/protobuf-specs'
import { fault } from '../../contract/faults.ts'
import type { Instance } from '../../contract/model/instance.ts'

export interface SigningInstance {
  readonly id: string
  readonly title: string
  readonly isPractice: boolean
  readonly trustedRoot: TrustedRoot
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
  rest: Omit<SigningInstance, 'trustedRoot' | 'signingConfig'>,
): SigningInstance {
  try {
    const trustedRoot = TrustedRoot.fromJSON(JSON.parse(texts.trustedRoot))
    const signingConfig = SigningConfig.fromJSON(JSON.parse(texts.signingConfig))
    return { ...rest, trustedRoot, signingConfig }
  } catch (error) {
    throw fault(
      'sigstore.instance-unreadable',
      { reason: 'It is not a trusted root and a signing config' },
      { cause: error },
    )
  }
}

/** The instance as the window shows it. `log` is the origin of the log that a session would write to. */
export const instanceCard = (instance: SigningInstance, log: string): Instance => ({
  id: instance.id,
  title: instance.title,
  isPractice: instance.isPractice,
  log,
})
