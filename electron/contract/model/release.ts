import { z } from 'zod'
import { Hallmark } from './hallmark.ts'
import { Instance } from './instance.ts'
import { SessionId, SessionKind, StepId } from './session.ts'

/** Where a session stopped, and what going on with it needs. */
export const Stop = z.object({
  /** The first step that is not done for all files. */
  step: StepId,
  needsSignIn: z.boolean(),
  /** Until when nobody has to sign in: the certificate at hand serves so long. */
  servesUntil: z.iso.datetime().optional(),
  /** So many files are gone or others by now, and have to be read and agreed to again. */
  changedFiles: z.number().int().nonnegative(),
})
export type Stop = z.infer<typeof Stop>

/**
 * How far a release came. `partly`: its last run ended with some bundles written; `unsigned`: with none; `interrupted`:
 * the process went away in the middle of it.
 */
export const ReleaseState = z.enum(['running', 'finished', 'partly', 'unsigned', 'interrupted'])
export type ReleaseState = z.infer<typeof ReleaseState>

/** One release in the list. Its session has the whole of it. */
export const Release = z.object({
  id: SessionId,
  kind: SessionKind,
  title: z.string(),
  createdAt: z.iso.datetime(),
  instance: Instance,
  files: z.number().int().positive(),
  signed: z.number().int().nonnegative(),
  state: ReleaseState,
  hallmark: Hallmark.nullable(),
  /** Absent where every file has its bundle, and while it runs. */
  stop: Stop.optional(),
})
export type Release = z.infer<typeof Release>

/** The beginning of the list: interrupted releases, then the others, the newest first. */
export const ReleaseList = z.object({
  releases: z.array(Release),
  /** So many are found, shown or not, and so many there are in all. */
  found: z.number().int().nonnegative(),
  all: z.number().int().nonnegative(),
  /** So many are interrupted, found or not. */
  interrupted: z.number().int().nonnegative(),
  /** Journals that could not be read and were set aside, by their names in `folder`. */
  damaged: z.array(z.string()),
  folder: z.string(),
})
export type ReleaseList = z.infer<typeof ReleaseList>

/** What a release can be written as: its hallmark as a picture, or its bundles in one JSON file. */
export const ExportForm = z.enum(['svg', 'receipt'])
export type ExportForm = z.infer<typeof ExportForm>

/** Files, by their places in the session, whose bundles are not there any more or hold something else by now. */
export const BundleFates = z.object({ gone: z.array(z.number().int()), changed: z.array(z.number().int()) })
export type BundleFates = z.infer<typeof BundleFates>
