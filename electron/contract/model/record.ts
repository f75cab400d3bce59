import { z } from 'zod'
import { Sha256 } from './file.ts'
import { Identity } from './identity.ts'
import { Instance, Recipient } from './instance.ts'

/** One line of the record: the digest becomes public, name and size (bytes) stay here. */
export const RecordedFile = z.object({ name: z.string(), size: z.number().int().nonnegative(), sha256: Sha256 })
export type RecordedFile = z.infer<typeof RecordedFile>

/** What will be public once consent is given, in the words of the log entry. The consent window shows exactly this. */
export const PublicRecord = z.object({
  identity: Identity,
  instance: Instance,
  recipients: z.array(Recipient),
  files: z.array(RecordedFile),
  /** The statement about these files, word for word as it is signed: all there is, or a receipt besides the signatures. */
  statement: z.object({ predicateType: z.string(), text: z.string(), isReceipt: z.boolean() }).optional(),
})
export type PublicRecord = z.infer<typeof PublicRecord>

/** What a person can answer to the record. */
export const ConsentAnswer = z.enum(['granted', 'refused', 'other-account'])
export type ConsentAnswer = z.infer<typeof ConsentAnswer>
