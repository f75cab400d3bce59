import { z } from 'zod'
import { FaultRecord } from './fault-record.ts'
import { Sha256 } from './file.ts'
import { Hallmark } from './hallmark.ts'
import { Identity } from './identity.ts'
import { Instance } from './instance.ts'
import { SignInPrompt } from './sign-in.ts'

/** Names a session that main made and keeps. A page can ask for one; it cannot make one up. */
export const SessionId = z
  .string()
  .regex(/^session-[0-9a-f]{32}$/)
  .brand<'SessionId'>()
export type SessionId = z.infer<typeof SessionId>

/** What a session makes: a signature for each file, or one statement about all of them. */
export const SessionKind = z.enum(['sign', 'attest'])
export type SessionKind = z.infer<typeof SessionKind>

/** The steps of all kinds of sessions; the progress list on screen is an array of them. */
export const StepId = z.enum([
  'digest',
  'make-key',
  'sign',
  'statement',
  'sign-statement',
  'sign-in',
  'consent',
  'get-certificate',
  'timestamp',
  'log',
  'bundle',
  'verify',
  'save',
  'timestamp-statement',
  'log-statement',
  'bundle-statement',
  'verify-statement',
  'save-statement',
])
export type StepId = z.infer<typeof StepId>

/** A step as the progress list shows it. */
export const StepCard = z.object({
  id: StepId,
  title: z.string(),
  explain: z.string(),
  scope: z.enum(['once', 'per-file']),
})
export type StepCard = z.infer<typeof StepCard>

export const StepProgress = z.object({
  id: StepId,
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  /** Files finished and files in all; 0 of 1 or 1 of 1 for a step that runs once. */
  done: z.number().int(),
  total: z.number().int(),
})
export type StepProgress = z.infer<typeof StepProgress>

/** Where a running session stands. A whole picture each time, so that a page that reloads needs only the last one. */
export const SessionProgress = z.object({
  steps: z.array(StepProgress),
  /** Bytes hashed so far and in all. */
  bytes: z.object({ done: z.number(), total: z.number() }),
  /** An estimate in seconds, absent while there is no ground for one. */
  secondsLeft: z.number().nonnegative().optional(),
  /** What the person is asked for, while the session waits for a sign-in. */
  signIn: SignInPrompt.optional(),
})
export type SessionProgress = z.infer<typeof SessionProgress>

/** What to do where a bundle of that name exists already. */
export const ExistingBundles = z.enum(['keep-both', 'replace'])
export type ExistingBundles = z.infer<typeof ExistingBundles>

export const PlannedFile = z.object({
  name: z.string(),
  folder: z.string(),
  size: z.number().int().nonnegative(),
  bundleName: z.string(),
  /** Whether a bundle of that name lies there already. */
  bundleExists: z.boolean(),
})
export type PlannedFile = z.infer<typeof PlannedFile>

/** One file of a session once it has been dealt with: signed, or the fault that kept it from being. */
export const SignedFile = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('signed'),
    name: z.string(),
    sha256: Sha256,
    bundlePath: z.string(),
    bundleName: z.string(),
    logIndex: z.string(),
  }),
  z.object({ state: z.literal('failed'), name: z.string(), fault: FaultRecord }),
])
export type SignedFile = z.infer<typeof SignedFile>

/** How a session ended. `hallmark` is null while not one file is signed. */
export const SessionResult = z.object({
  files: z.array(SignedFile),
  identity: Identity,
  trustedRootPath: z.string(),
  hallmark: Hallmark.nullable(),
  /** Where a signed receipt was asked for, and every file has its bundle. */
  receipt: z
    .discriminatedUnion('state', [
      z.object({ state: z.literal('signed'), logIndex: z.string() }),
      z.object({ state: z.literal('failed'), fault: FaultRecord }),
    ])
    .optional(),
  /** From the person's consent to the last bundle written. */
  tookMs: z.number().nonnegative(),
})
export type SessionResult = z.infer<typeof SessionResult>

/** A session as the page sees it, at any time, also after a reload. */
export const SessionView = z.object({
  id: SessionId,
  kind: SessionKind,
  title: z.string(),
  createdAt: z.iso.datetime(),
  instance: Instance,
  files: z.array(PlannedFile),
  steps: z.array(StepCard),
  state: z.enum(['ready', 'running', 'ended']),
  /** Whether it has begun, and so has a journal that can be gone on from, or forgotten. */
  isJournaled: z.boolean(),
  /** The task that runs it, to attach to. */
  task: z.string().optional(),
  result: SessionResult.optional(),
})
export type SessionView = z.infer<typeof SessionView>

/** What is inside one bundle, for a person to read and compare. Times are ISO 8601 in UTC. */
export const BundleEvidence = z.object({
  name: z.string(),
  bundlePath: z.string(),
  mediaType: z.string(),
  sha256: Sha256,
  identity: Identity,
  certificate: z.object({
    serial: z.string(),
    issuedBy: z.string(),
    validFrom: z.iso.datetime(),
    validUntil: z.iso.datetime(),
    fingerprint: Sha256,
  }),
  log: z.object({ origin: z.string(), index: z.string(), treeSize: z.string(), rootHash: z.string() }),
  timestamps: z.array(z.iso.datetime()),
  /** Commands by which a stranger verifies the file, made from this bundle. */
  commands: z.array(z.object({ tool: z.string(), text: z.string() })),
  json: z.string(),
})
export type BundleEvidence = z.infer<typeof BundleEvidence>
