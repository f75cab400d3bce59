import { z } from 'zod'
import { FileRef, Sha256 } from './file.ts'
import { SessionId } from './session.ts'

/** What a person wants to say about the files of a session. */
export const AttestationWish = z.discriminatedUnion('about', [
  /** Where they come from: what git says of the folder, and the command that the person says they were built with. */
  z.object({ about: z.literal('provenance'), command: z.string().trim().max(1000).optional() }),
  /** What is in them: a CycloneDX or SPDX document in JSON. */
  z.object({ about: z.literal('contents'), file: FileRef }),
  /** Anything else: a predicate as a file, and the URI of its type. */
  z.object({ about: z.literal('other'), file: FileRef, type: z.string().trim().min(1).max(500) }),
])
export type AttestationWish = z.infer<typeof AttestationWish>

/** So many characters of a statement are shown; the rest of a long one is in the file that it came from. */
export const MOST_SHOWN = 200_000

/** A statement before it is signed, and the session that would sign it. */
export const AttestationPreview = z.object({
  session: SessionId,
  predicateType: z.string(),
  subjects: z.array(z.object({ name: z.string(), sha256: Sha256 })),
  /** Where the files come from, as far as git could tell; absent for other statements. */
  source: z
    .object({ repository: z.string().optional(), commit: z.string().optional(), ref: z.string().optional() })
    .optional(),
  /** Why git could not tell. */
  noSource: z.enum(['no-git', 'no-repository', 'not-trusted', 'no-commit', 'no-answer']).optional(),
  /** The statement as it will be signed; its first part where it is long. */
  text: z.string(),
  /** Of the whole statement, in bytes. */
  size: z.number().int().positive(),
})
export type AttestationPreview = z.infer<typeof AttestationPreview>
