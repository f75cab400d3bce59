/** What a person has chosen for the whole program. The app and the command line share it. */
import { z } from 'zod'
import { Contact } from './contact.ts'
import { Endpoints } from './endpoints.ts'
import { FaultRecord } from './fault-record.ts'
import { FileRef, Sha256 } from './file.ts'
import { Contact as Host, Instance } from './instance.ts'
import { NetworkSettings } from './network.ts'

/** A built-in instance, or the digest of an imported one. */
export const InstanceChoice = z.union([z.enum(['practice', 'public', 'staging']), Sha256])
export type InstanceChoice = z.infer<typeof InstanceChoice>

/** The version of the Rekor log, where an instance leaves the choice. */
export const LogVersion = z.union([z.literal(1), z.literal(2)])
export type LogVersion = z.infer<typeof LogVersion>

/** `high-contrast` is light or dark as the system is. */
export const Appearance = z.enum(['system', 'light', 'dark', 'high-contrast'])
export type Appearance = z.infer<typeof Appearance>

export const Settings = z.object({
  /** Absent while nobody has chosen one: then the window practises, and the command line asks. */
  instance: InstanceChoice.optional(),
  /** Of the public good instance. */
  logVersion: LogVersion,
  network: NetworkSettings,
  appearance: Appearance,
  /** Where others are asked than the public services. */
  endpoints: Endpoints.optional(),
})
export type Settings = z.infer<typeof Settings>

/** The settings as the page sees them. */
export const SettingsView = z.object({
  settings: Settings,
  /** Whether there is a password for the proxy. The password itself never comes here. */
  hasProxyPassword: z.boolean(),
  /** Why the stored settings are not in use, or were not: those shown are the ones that come with the app. */
  problem: FaultRecord.optional(),
})
export type SettingsView = z.infer<typeof SettingsView>

/** What is changed without further ado. */
export const SettingsChange = Settings.pick({ logVersion: true, appearance: true })
  .extend({ instance: InstanceChoice })
  .partial()
export type SettingsChange = z.infer<typeof SettingsChange>

/** The authorities to trust besides those of the system: as they are, none, or those of a file that was chosen. */
export const AuthorityFile = z.discriminatedUnion('take', [
  z.object({ take: z.literal('as-is') }),
  z.object({ take: z.literal('none') }),
  z.object({ take: z.literal('file'), file: FileRef }),
])

/** `url` of a manual proxy may hold a user name and a password: the password is taken out of it and kept as a secret. */
export const NetworkChange = z.object({ proxy: NetworkSettings.shape.proxy, authorities: AuthorityFile })
export type NetworkChange = z.infer<typeof NetworkChange>

/** A host that was reached for the sake of reaching it. */
export const NetworkTest = z.object({ host: z.string(), tookMs: z.number().nonnegative() })
export type NetworkTest = z.infer<typeof NetworkTest>

/** The parts of the data folder that are told apart. */
export const DataPart = z.enum(['settings', 'journals', 'instances', 'projects', 'seen', 'practice', 'cache'])
export type DataPart = z.infer<typeof DataPart>

/** Where the data lies, and how many bytes each part has. */
export const DataFolder = z.object({
  path: z.string(),
  parts: z.array(z.object({ part: DataPart, bytes: z.number().int().nonnegative() })),
})
export type DataFolder = z.infer<typeof DataFolder>

/** The hosts of this run, and those that a signature on the chosen instance would contact. */
export const Contacts = z.object({
  made: z.array(Contact),
  instance: Instance,
  planned: z.array(Host),
})
export type Contacts = z.infer<typeof Contacts>

/** What became of a wish to forget. */
export const Forgotten = z.enum(['forgotten', 'refused'])
export type Forgotten = z.infer<typeof Forgotten>
