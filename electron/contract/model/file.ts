import { z } from 'zod'

/**
 * An opaque name for a file that a person chose. The page never learns nor sends a path: the preload resolves it, main
 * keeps it, and this is what the page holds instead.
 */
export const FileRef = z
  .string()
  .regex(/^file-[0-9a-f]{32}$/)
  .brand<'FileRef'>()
export type FileRef = z.infer<typeof FileRef>

/** What main knows of a chosen file without reading it. `size` is in bytes. */
export const ChosenFile = z.object({
  ref: FileRef,
  name: z.string(),
  folder: z.string(),
  size: z.number().int().nonnegative(),
  /** The fault code that keeps this file from being signed, if there is one. */
  problem: z.string().optional(),
})
export type ChosenFile = z.infer<typeof ChosenFile>

/** The lower-case hexadecimal SHA-256 of an artifact. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** The same for SHA-512, by which npm names its packages. */
export const Sha512 = z.string().regex(/^[0-9a-f]{128}$/)
