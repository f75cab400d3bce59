/** What a verification says, as separate answers. There is no answer for all of them at once. */
import { z } from 'zod'
import { Sha256 } from './file.ts'
import { Identity } from './identity.ts'
import { InstanceKind, TrustSource } from './instance.ts'

/** The questions, in the order in which they are shown. */
export const VERDICTS = ['unaltered', 'signed', 'source', 'logged', 'expected', 'rebuilt'] as const
export const VerdictName = z.enum(VERDICTS)
export type VerdictName = z.infer<typeof VerdictName>

/** `not-applicable`: nobody asked. */
export const VerdictOutcome = z.enum(['pass', 'fail', 'cannot-tell', 'not-applicable'])
export type VerdictOutcome = z.infer<typeof VerdictOutcome>

/** One question and its answer. */
export const Verdict = z.object({
  verdict: VerdictName,
  outcome: VerdictOutcome,
  /** What was found, in one or two sentences. */
  says: z.string(),
  /** What was compared with what. */
  compared: z.string(),
  /** What to do, where the answer is no pass. */
  next: z.string().exactOptional(),
})
export type Verdict = z.infer<typeof Verdict>

/** All answers together, for an exit code. */
export const Outcome = z.enum(['pass', 'fail', 'cannot-tell'])
export type Outcome = z.infer<typeof Outcome>

/** Whose trusted root a bundle was judged by, and of when it is. */
export const TrustedBy = z.object({
  /** As of an instance; `file` where a trusted root was named by itself. */
  id: z.string(),
  kind: z.enum([...InstanceKind.options, 'file']),
  title: z.string(),
  /** Missing for a trusted root that was named by itself. */
  source: TrustSource.exactOptional(),
})
export type TrustedBy = z.infer<typeof TrustedBy>

/** What became of one file, or of one digest. */
export const Examination = z.object({
  /** `pass` only if the file is unaltered, signed, logged, and by whom was expected. */
  outcome: Outcome,
  subject: z.object({ path: z.string().exactOptional(), sha256: Sha256 }),
  /** Where the evidence lies that speaks; missing where none was found. */
  bundle: z.string().exactOptional(),
  verdicts: z.array(Verdict),
  /** Why the bundle was rejected: the reason's name. */
  reason: z.string().exactOptional(),
  signer: Identity.exactOptional(),
  /** What the certificate says of the job that signed, in the terms of Fulcio. */
  build: z.record(z.string(), z.string()).exactOptional(),
  /** When others saw the signature, ISO 8601. */
  times: z.array(z.iso.datetime()),
  /** The same, with who tells them. */
  seen: z.array(z.object({ at: z.iso.datetime(), by: z.enum(['timestamp-authority', 'log']) })).exactOptional(),
  predicateType: z.string().exactOptional(),
  /** Missing where no evidence was found. */
  trust: TrustedBy.exactOptional(),
})
export type Examination = z.infer<typeof Examination>

/** What is inside the bundle that spoke, for a person who wants to look for themselves. Nothing here is judged. */
export const BundleDetails = z.object({
  mediaType: z.string(),
  certificate: z
    .object({
      serial: z.string(),
      issuedBy: z.string(),
      validFrom: z.iso.datetime(),
      validUntil: z.iso.datetime(),
      fingerprint: Sha256,
    })
    .exactOptional(),
  log: z
    .object({
      index: z.string(),
      origin: z.string().exactOptional(),
      treeSize: z.string().exactOptional(),
      rootHash: z.string().exactOptional(),
    })
    .exactOptional(),
  /** What an attestation says, as indented JSON. */
  statement: z.string().exactOptional(),
  /** The whole bundle, as indented JSON. */
  json: z.string(),
})
export type BundleDetails = z.infer<typeof BundleDetails>
