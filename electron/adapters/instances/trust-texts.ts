/** The files of an instance that TUF keeps up to date, as text. */
import type { InstanceTexts } from '../../core/signing/instance.ts'

export interface TrustTexts extends InstanceTexts {
  /** The signing config whose log is of version 2, where the instance has one of its own for that. */
  readonly signingConfigV2?: string
}

/** The version of the log that a person prefers, where an instance leaves the choice. */
export type LogVersion = 1 | 2

/** One log version is the default of an instance; the other is had by its own signing config, if there is one. */
export const textsFor = (texts: TrustTexts, logVersion: LogVersion): InstanceTexts => ({
  trustedRoot: texts.trustedRoot,
  signingConfig: (logVersion === 2 ? texts.signingConfigV2 : undefined) ?? texts.signingConfig,
})
