/** What a check of a project's health found, in the terms of OpenSSF Scorecard (version 5.5.0 of its result model). */
import { z } from 'zod'
import { LockedPackage } from './advisory.ts'
import { FILE_TYPE } from './file-type.ts'

/** How much a check weighs, in Scorecard's words. */
export const Risk = z.enum(['critical', 'high', 'medium', 'low'])
export type Risk = z.infer<typeof Risk>

const FileType = z.literal(Object.values(FILE_TYPE))

/** A place in a file. Lines begin with 1; Scorecard writes 0 where it looks at the name of a file only. */
export const CheckLocation = z.object({
  path: z.string(),
  type: FileType,
  line: z.number().int().nonnegative().exactOptional(),
  end: z.number().int().nonnegative().exactOptional(),
  snippet: z.string().exactOptional(),
})
export type CheckLocation = z.infer<typeof CheckLocation>

/** One line of a result. `debug` is for whoever looks for the reason of a result. */
export const CheckDetail = z.object({
  level: z.enum(['info', 'warn', 'debug']),
  text: z.string(),
  at: CheckLocation.exactOptional(),
  /** The probe whose answer this is. */
  probe: z.string().exactOptional(),
  /** Behind the place: what would help. */
  remedy: z.string().exactOptional(),
})
export type CheckDetail = z.infer<typeof CheckDetail>

export const ProbeOutcome = z.enum(['True', 'False', 'NotAvailable', 'Error', 'NotSupported', 'NotApplicable'])
export type ProbeOutcome = z.infer<typeof ProbeOutcome>

/** One answer of a probe: the smallest question that Scorecard asks. */
export const ProbeFinding = z.object({
  probe: z.string(),
  outcome: ProbeOutcome,
  message: z.string(),
  at: CheckLocation.exactOptional(),
  /** What would help, in Scorecard's words. */
  remedy: z.string().exactOptional(),
  values: z.record(z.string(), z.string()).exactOptional(),
})
export type ProbeFinding = z.infer<typeof ProbeFinding>

/** Lines of a file around a place, as they are now. Long ones are cut off. */
export const Excerpt = z.object({ first: z.number().int().positive(), lines: z.array(z.string()) })
export type Excerpt = z.infer<typeof Excerpt>

/** Something that costs a check some of its score, with what would help. */
export const Finding = z.object({
  /** The same for as long as the words of the place are the same, wherever they stand in their file. */
  id: z.string().regex(/^[0-9a-f]{16}$/),
  probe: z.string(),
  message: z.string(),
  at: CheckLocation.exactOptional(),
  /** What it is about, where that is no place in a file. */
  about: z.string().exactOptional(),
  excerpt: Excerpt.exactOptional(),
  help: z.string(),
  /** The fix that would do it. */
  fix: z.string().exactOptional(),
})
export type Finding = z.infer<typeof Finding>

/** Why a check could not tell, and what would help. */
export const CannotTell = z.object({
  why: z.string(),
  helps: z.string(),
  /** Who could be asked, once the person wants it. */
  ask: z.literal('osv').exactOptional(),
})
export type CannotTell = z.infer<typeof CannotTell>

export const CheckResult = z.object({
  /** As the file of the check is called. */
  id: z.string(),
  /** As Scorecard calls it. */
  name: z.string(),
  /** 0 to 10; -1 where it cannot be told. */
  score: z.number().int().min(-1).max(10),
  reason: z.string(),
  /** What that means, in a sentence of our own. */
  says: z.string(),
  findings: z.array(Finding),
  details: z.array(CheckDetail),
  probes: z.array(ProbeFinding),
  /** Whether Scorecard calls this an error of the run. */
  isError: z.literal(true).exactOptional(),
  /** What the maintainers say of it, in Scorecard's sentences. It changes nothing. */
  annotations: z.array(z.string()).exactOptional(),
  /** Missing where the score says it. */
  /** What nobody looked into, in a sentence; it stands in `says` too. */
  unseen: z.string().exactOptional(),
  cannotTell: CannotTell.exactOptional(),
})
export type CheckResult = z.infer<typeof CheckResult>

/** Something in the project that a registry publishes, by the word of its manifest. */
export const ProjectPackage = z.object({
  ecosystem: z.enum(['npm', 'PyPI', 'Cargo', 'Go', 'Maven']),
  name: z.string(),
  version: z.string().exactOptional(),
  /** Of its manifest, from the root of the project. */
  path: z.string(),
})
export type ProjectPackage = z.infer<typeof ProjectPackage>

/** What a scan of a working tree found, by the names of the checks. */
export const ScanResult = z.object({
  checks: z.array(CheckResult),
  /** Files that were looked at. */
  files: z.number().int().nonnegative(),
  packages: z.array(ProjectPackage),
  /** What its dependencies are. */
  locked: z.array(LockedPackage),
  /** Files that would name more of them, and cannot be read. */
  unread: z.array(z.string()).exactOptional(),
})
export type ScanResult = z.infer<typeof ScanResult>

/** What was looked at: everything in the folder, or what belongs to the project. */
export const Scope = z.enum(['all', 'project'])
export type Scope = z.infer<typeof Scope>

/** A check within the whole. */
export const WeighedCheck = CheckResult.extend({
  risk: Risk,
  /** What it takes from the aggregate. */
  cost: z.number().nonnegative(),
})
export type WeighedCheck = z.infer<typeof WeighedCheck>

/** How a project stands. */
export const Health = z.object({
  /** The aggregate, not rounded; -1 where no check could tell. */
  score: z.number(),
  /** What costs most first, then what cannot be told, then what is at its best. */
  checks: z.array(WeighedCheck),
  files: z.number().int().nonnegative(),
})
export type Health = z.infer<typeof Health>
