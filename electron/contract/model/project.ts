/** A git working tree that a person looks after, and how it stands. */
import { z } from 'zod'
import { Health, ProjectPackage, Risk, Scope } from './check.ts'
import { FaultRecord } from './fault-record.ts'
import { Comparison } from './published.ts'

export const ProjectId = z
  .string()
  .regex(/^project-[0-9a-f]{32}$/)
  .brand('ProjectId')
export type ProjectId = z.infer<typeof ProjectId>

/** What one look at a project found, in short: for the line of its history. */
export const Run = z.object({
  at: z.iso.datetime(),
  /** The aggregate, not rounded; -1 where no check could tell. */
  score: z.number(),
  /** Of each check, by its id. */
  scores: z.record(z.string(), z.number()),
})
export type Run = z.infer<typeof Run>

/** A finding that a person looked at, and will not hear of until then. */
export const Dismissal = z.object({
  finding: z.string(),
  reason: z.string().trim().min(1).max(500),
  at: z.iso.datetime(),
  /** The day on which it is asked about again; missing: never. */
  until: z.iso.date().exactOptional(),
})
export type Dismissal = z.infer<typeof Dismissal>

/** How a gate stands: the sign before it. */
export const GateState = z.enum(['fine', 'look', 'open', 'cannot-tell', 'waiting'])
export type GateState = z.infer<typeof GateState>

export const Project = z.object({
  id: ProjectId,
  /** Of its folder, made visible. */
  name: z.string(),
  /** The folder that it lies in. */
  folder: z.string(),
  addedAt: z.iso.datetime(),
  /** Of the last look. */
  last: Run.exactOptional(),
  /** Of the health gate, by the last look. */
  state: GateState,
})
export type Project = z.infer<typeof Project>

export const ProjectList = z.object({ projects: z.array(Project), problem: FaultRecord.exactOptional() })
export type ProjectList = z.infer<typeof ProjectList>

/** A check of Scorecard that asks the forge: it cannot be told from a working tree. `asks` begins with “whether”. */
export const ForgeCheck = z.object({ name: z.string(), risk: Risk, asks: z.string() })
export type ForgeCheck = z.infer<typeof ForgeCheck>

/** How far a look is: checks that are done. */
export const ScanProgress = z.object({ done: z.number().int(), total: z.number().int(), name: z.string() })
export type ScanProgress = z.infer<typeof ScanProgress>

/** Somebody who knows of the repository of a project, and when they said it; missing where they were not asked. */
const Asked = z.object({ host: z.string(), repository: z.string(), at: z.iso.datetime().exactOptional() })

/** How a project stands, by the last look. */
export const HealthView = z.object({
  project: ProjectId,
  name: z.string(),
  health: Health,
  scope: Scope,
  /** Why git did not say what belongs to the project. */
  noGit: z.enum(['no-git', 'no-repository', 'not-trusted', 'no-commit', 'no-answer']).exactOptional(),
  /** Tracked files that are not checked out, and were not looked at. */
  absent: z.number().int().nonnegative(),
  at: z.iso.datetime(),
  tookMs: z.number(),
  packages: z.array(ProjectPackage),
  forgeChecks: z.array(ForgeCheck),
  /** Those that hold today. */
  dismissed: z.array(Dismissal),
  /** Oldest first, the last look included. */
  history: z.array(Run),
  state: GateState,
  /** The sign before each check, by its id. */
  states: z.record(z.string(), GateState),
  /** Whether changes are seen by themselves. */
  isWatched: z.boolean(),
  /** Who can be asked about the dependencies, how many those are, and the oldest day that an answer is of. */
  osv: z.object({
    host: z.string(),
    packages: z.number().int().nonnegative(),
    at: z.iso.datetime().exactOptional(),
  }),
  /** Who can be asked about its repository; missing where git names none that others know. */
  ossFuzz: Asked.extend({ isFuzzed: z.boolean().exactOptional() }).exactOptional(),
  published: Asked.extend({ comparison: Comparison.exactOptional() }).exactOptional(),
})
export type HealthView = z.infer<typeof HealthView>

/** What somebody wants to know who has never heard of a check. Markdown. */
export const CheckPage = z.object({
  title: z.string(),
  why: z.string(),
  looksAt: z.string(),
  scored: z.string(),
  unseen: z.string(),
  fix: z.string(),
})
export type CheckPage = z.infer<typeof CheckPage>
