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
  /** The same files once more, with who should have signed them. */
  expect: command(z.object({ verification: VerificationId, expected: ExpectedSigner }), VerificationView),
  verification: query(verification, VerificationView),
  /** Reads the files and looks for their evidence beside them. No network is used. */
  verify: task(verification, VerificationView, VerificationProgress),
  /** What is in the bundle that spoke; null where none did. */
  details: query(fileOf, BundleDetails.nullable()),
  /** The answers about one file as plain text, for an issue or an e-mail. */
  text: query(fileOf, z.string()),
}
