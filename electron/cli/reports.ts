/** What `--json` prints: one object a run, by verb. A field is added without another version, and never changes its sense. */
import { z } from 'zod'
import { Health, Scope } from '../contract/model/check.ts'
import { FaultRecord } from '../contract/model/fault-record.ts'
import { Sha256 } from '../contract/model/file.ts'
import { Hallmark } from '../contract/model/hallmark.ts'
import { Identity } from '../contract/model/identity.ts'
import { Comparison } from '../contract/model/published.ts'
import { Examination, Outcome } from '../contract/model/verification.ts'

const schemaVersion = z.literal(1)

/** A fault with its words, so that nobody has to know the codes. */
export const FaultReport = FaultRecord.extend({ title: z.string(), hint: z.string() })

/** Whatever goes wrong, for every verb. */
export const FailureReport = z.object({
  schemaVersion,
  command: z.string(),
  outcome: z.literal('failed'),
  fault: FaultReport,
})

/** A file of a session; `path` is absolute. */
const FileReport = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('signed'),
    path: z.string(),
    sha256: Sha256,
    bundle: z.string(),
    logIndex: z.string(),
  }),
  z.object({ outcome: z.literal('failed'), path: z.string(), fault: FaultReport }),
])

/** `sign` and `attest`. */
export const SessionReport = z.object({
  schemaVersion,
  command: z.enum(['sign', 'attest']),
  /** `partly` where some files have no bundle. */
  outcome: z.enum(['signed', 'partly']),
  session: z.string(),
  instance: z.object({ id: z.string(), title: z.string(), isPractice: z.boolean(), log: z.string() }),
  identity: Identity,
  /** Where the trusted root lies, for other clients. */
  trustedRoot: z.string(),
  predicateType: z.string().optional(),
  files: z.array(FileReport),
  hallmark: Hallmark.nullable(),
})
export type SessionReport = z.infer<typeof SessionReport>

/** `verify` of one file or digest. */
export const VerifyReport = Examination.extend({ schemaVersion, command: z.literal('verify') })
export type VerifyReport = z.infer<typeof VerifyReport>

/** One of many: as it was named, with what became of it, or with what kept it from being read. */
export const ManyResult = z.union([
  Examination.extend({ name: z.string() }),
  z.object({ name: z.string(), outcome: z.literal('cannot-tell'), fault: FaultReport }),
])
export type ManyResult = z.infer<typeof ManyResult>

/** `verify` of several files, of a folder, or of digests from standard input. */
export const VerifyManyReport = z.object({
  schemaVersion,
  command: z.literal('verify'),
  /** That of the worst. */
  outcome: Outcome,
  /** In the order in which they were named. */
  results: z.array(ManyResult),
})

/** `practice serve`. */
export const PracticeServeReport = z.object({
  schemaVersion,
  command: z.literal('practice serve'),
  baseUrl: z.string(),
  issuer: z.string(),
  trustedRoot: z.string(),
  /** Rekor v1, as on the public instance. */
  signingConfig: z.string(),
  signingConfigRekorV2: z.string(),
  isOwner: z.boolean(),
})

export type PracticeServeReport = z.infer<typeof PracticeServeReport>

/** `practice trust`. */
export const PracticeTrustReport = z.object({
  schemaVersion,
  command: z.literal('practice trust'),
  trustedRoot: z.string(),
  signingConfig: z.string(),
  signingConfigRekorV2: z.string(),
})

/** `practice token`. */
export const PracticeTokenReport = z.object({
  schemaVersion,
  command: z.literal('practice token'),
  token: z.string(),
})

/** `check`. */
export const CheckReport = Health.extend({
  schemaVersion,
  command: z.literal('check'),
  /** The folder: absolute. */
  root: z.string(),
  scope: Scope,
  /** Findings that the baseline does not have; missing where none was named. */
  outside: z.array(z.string()).exactOptional(),
  /** The score that Scorecard published; null where it published none, missing where it was not asked. */
  published: Comparison.nullable().exactOptional(),
})
export type CheckReport = z.infer<typeof CheckReport>

/** Every report by the command that prints it; `failure` is that of any. */
export const REPORTS = {
  check: CheckReport,
  sign: SessionReport,
  attest: SessionReport,
  verify: VerifyReport,
  'verify-many': VerifyManyReport,
  'practice serve': PracticeServeReport,
  'practice trust': PracticeTrustReport,
  'practice token': PracticeTokenReport,
  failure: FailureReport,
} as const
