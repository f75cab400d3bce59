/** What a verification says, as separate answers. There is no answer for all of them at once. */
import { z } from 'zod'
import { FaultRecord } from './fault-record.ts'
import { Sha256, Sha512 } from './file.ts'
import { Identity } from './identity.ts'
import { InstanceKind, TrustSource } from './instance.ts'
import { Remembered } from './seen.ts'

/** The questions, in the order in which they are shown. */
export const VERDICTS = ['unaltered', 'signed', 'source', 'logged', 'expected', 'rebuilt'] as const
export const VerdictName = z.enum(VERDICTS)
export type VerdictName = z.infer<typeof VerdictName>

/** Without these there is no approval; the others tell more. */
export const DECIDING: readonly VerdictName[] = ['unaltered', 'signed', 'logged', 'expected']

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
  /** As of an instance; `github` for GitHub's own, which is only verified; `file` for a trusted root named by itself. */
  id: z.string(),
  kind: z.enum([...InstanceKind.options, 'github', 'file']),
  title: z.string(),
  /** Missing for a trusted root that was named by itself. */
  source: TrustSource.exactOptional(),
})
export type TrustedBy = z.infer<typeof TrustedBy>

/** A place in a repository; `commit` is lower-case hexadecimal, `ref` a full name. */
const Source = z.object({
  repository: z.string(),
  commit: z.string().exactOptional(),
  ref: z.string().exactOptional(),
})

/** One piece of evidence, and what became of it. */
export const Piece = z.object({
  kind: z.enum(['bundle', 'registry-signature', 'pgp', 'checksums']),
  /** The path of a file, or an address. */
  from: z.string(),
  outcome: Outcome,
  says: z.string(),
})
export type Piece = z.infer<typeof Piece>

/** What became of one file, or of one digest. */
export const Examination = z.object({
  /** `pass` only if the file is unaltered, signed, logged, and by whom was expected. */
  outcome: Outcome,
  /** At least one of the digests is known. */
  subject: z.object({
    path: z.string().exactOptional(),
    sha256: Sha256.exactOptional(),
    sha512: Sha512.exactOptional(),
  }),
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
  /** Where it is logged; `index` is decimal. */
  log: z.object({ origin: z.string(), index: z.string() }).exactOptional(),
  /** What it was made from, by the word of each; missing is what one of them does not say. */
  sources: z.object({ certificate: Source.exactOptional(), statement: Source.exactOptional() }).exactOptional(),
  /** Whether it was signed to practise: then it proves nothing to others. */
  isPractice: z.literal(true).exactOptional(),
  /** Missing where no bundle was found. */
  trust: TrustedBy.exactOptional(),
  /** A trusted root that is not here, and that the bundle says it is to be judged by: whose it is. */
  lacks: z.literal('github').exactOptional(),
  /** Every piece of evidence that was judged, where there are several. */
  pieces: z.array(Piece).exactOptional(),
  /** The package that it is a version of, as a purl, by its own word or that of its registry. */
  purl: z.string().exactOptional(),
  /** How it compares with what was seen of that package before. */
  remembered: Remembered.exactOptional(),
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

/** Names a verification that main made and keeps. */
export const VerificationId = z
  .string()
  .regex(/^verification-[0-9a-f]{32}$/)
  .brand<'VerificationId'>()
export type VerificationId = z.infer<typeof VerificationId>

/** Who should have signed, letter by letter as the certificate has it. */
export const ExpectedSigner = z.object({ name: z.string().min(1).max(2048), issuer: z.string().min(1).max(2048) })
export type ExpectedSigner = z.infer<typeof ExpectedSigner>

/** A file that is verified; what came of it, or why it could not be read, once that is known. */
export const VerifiedFile = z.object({
  name: z.string(),
  /** Missing for a digest of a file that is elsewhere. */
  folder: z.string().exactOptional(),
  /** Bytes. */
  size: z.number().int().nonnegative().exactOptional(),
  /** Where the evidence which spoke was found: the name of a file, or a host. */
  evidence: z.string().exactOptional(),
  /** Who could be asked for evidence of the package, or else for a trusted root that is missing. Nobody was, so far. */
  ask: z.object({ title: z.string(), host: z.string(), purl: z.string().exactOptional() }).exactOptional(),
  /** Address of the repository that the file says it is from. */
  repository: z.string().exactOptional(),
  examination: Examination.exactOptional(),
  fault: FaultRecord.exactOptional(),
})
export type VerifiedFile = z.infer<typeof VerifiedFile>

/** A verification as the page sees it, at any time, also after a reload. */
export const VerificationView = z.object({
  id: VerificationId,
  /** In the order in which they were named. */
  files: z.array(VerifiedFile),
  expected: ExpectedSigner.exactOptional(),
  state: z.enum(['ready', 'running', 'ended']),
  /** The task that runs it, to attach to. */
  task: z.string().exactOptional(),
})
export type VerificationView = z.infer<typeof VerificationView>

export const VerificationProgress = z.object({
  /** Files. */
  done: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
  /** Read so far. */
  bytes: z.number().nonnegative(),
})
export type VerificationProgress = z.infer<typeof VerificationProgress>
