import { z } from 'zod'
import { FaultRecord } from './fault-record.ts'
import { Sha256 } from './file.ts'
import { ProviderId } from './sign-in.ts'

/** One host that a session talks to, and what it receives: shown before anything is sent. */
export const Recipient = z.object({
  role: z.enum(['sign-in', 'certificate', 'timestamp', 'log']),
  host: z.string(),
  /** What this host gets to see, in one short sentence. */
  receives: z.string(),
  /** Whether it publishes what it receives. */
  isPublic: z.boolean(),
})
export type Recipient = z.infer<typeof Recipient>

/** One host that an instance is in contact with: a recipient, or its TUF repository, which receives nothing. */
export const Contact = Recipient.omit({ isPublic: true }).extend({
  role: z.enum(['trust', ...Recipient.shape.role.options]),
})
export type Contact = z.infer<typeof Contact>

/** A Sigstore deployment. */
export const Instance = z.object({
  id: z.string(),
  title: z.string(),
  /** A practice instance is private to this machine: its bundles prove nothing to others. */
  isPractice: z.boolean(),
  log: z.string(),
  /** The providers that its sign-in page can be opened for at once; absent where it knows only itself. */
  providers: z.array(ProviderId).optional(),
})
export type Instance = z.infer<typeof Instance>

export const InstanceKind = z.enum(['practice', 'public', 'staging', 'imported'])
export type InstanceKind = z.infer<typeof InstanceKind>

/**
 * Where the trust in an instance comes from: the instance itself (practice), an imported config, the instance's keepers
 * in this run (`fresh`) or an earlier one (`stored`), or the copy that came with the app.
 */
export const TrustSource = z.object({
  from: z.enum(['instance', 'imported', 'fresh', 'stored', 'shipped']),
  /** As of when it was good. */
  date: z.iso.datetime(),
  /** What a person should know of it, as a sentence. */
  note: z.string().optional(),
})
export type TrustSource = z.infer<typeof TrustSource>

/** A client trust config that was imported. Its id is the SHA-256 digest of the file. */
export const ImportedInstance = z.object({
  id: Sha256,
  title: z.string(),
  importedAt: z.iso.datetime(),
  /** The file name or https address that it came from. */
  origin: z.string(),
  /** One sentence for each member of its trusted root that was left out. */
  warnings: z.array(z.string()),
})
export type ImportedInstance = z.infer<typeof ImportedInstance>

/** An instance that can be chosen. */
export const InstanceCard = z.object({
  /** `practice`, `public`, `staging`, or the digest of an imported one. */
  id: z.string(),
  kind: InstanceKind,
  title: z.string(),
  trustSource: TrustSource.optional(),
  /** Why it cannot be used as it is. */
  problem: FaultRecord.optional(),
  imported: ImportedInstance.optional(),
})
export type InstanceCard = z.infer<typeof InstanceCard>

/** `damaged` holds the names that damaged files were set aside under. */
export const InstanceList = z.object({ instances: z.array(InstanceCard), damaged: z.array(z.string()) })
export type InstanceList = z.infer<typeof InstanceList>
