import { z } from 'zod'
import { FileRef } from '../model/file.ts'
import {
  BundleDetails,
  ExpectedSigner,
  VerificationId,
  VerificationProgress,
  VerificationView,
} from '../model/verification.ts'
import { command, query, task } from '../procedure.ts'
import { MAX_FILES } from './files.ts'

const verification = z.object({ verification: VerificationId })
const fileOf = z.object({ verification: VerificationId, file: z.number().int().nonnegative() })

export const verifying = {
  /** Which files are verified, and with which evidence of those that were chosen. Nothing is read yet. */
  prepare: command(z.object({ files: z.array(FileRef).min(1).max(MAX_FILES) }), VerificationView),
  /** A package that is named instead: a purl, or the page of a release. Nobody is asked yet. Fault: `input.no-package`. */
  name: command(z.object({ text: z.string().max(2000) }), VerificationView),
  /** What the last link that was opened is about, once; null where there is none. It is filled in, and not asked. */
  linked: command(z.void(), z.string().nullable()),
  /** The same files once more, with who should have signed them. */
  expect: command(z.object({ verification: VerificationId, expected: ExpectedSigner }), VerificationView),
  verification: query(verification, VerificationView),
  /** Reads the files and looks for their evidence beside them, without a network; a package that was named is asked about. */
  verify: task(verification, VerificationView, VerificationProgress),
  /** Asks for the evidence of a file where it says it is from. */
  ask: task(fileOf, VerificationView, z.never()),
  /** Takes a change for the new state of things, once the person has agreed outside the page. */
  accept: command(fileOf.extend({ reason: z.string().trim().min(1).max(500) }), VerificationView),
  /** What is in the bundle that spoke; null where none did. */
  details: query(fileOf, BundleDetails.nullable()),
  /**
   * How anybody verifies one file, as Markdown for a README: the file is verified anew by exactly the identity that stands in
   * it. Null where that does not hold, for instance where nobody said who should have signed.
   */
  readme: query(fileOf, z.string().nullable()),
  /** The answers about one file as plain text, for an issue or an e-mail. */
  text: query(fileOf, z.string()),
}
