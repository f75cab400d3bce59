import { z } from 'zod'
import { FileRef } from '../model/file.ts'
import {
  BundleEvidence,
  ExistingBundles,
  SessionId,
  SessionProgress,
  SessionResult,
  SessionView,
} from '../model/session.ts'
import { PastedCode, SignInChoice } from '../model/sign-in.ts'
import { command, query, task } from '../procedure.ts'
import { MAX_FILES } from './files.ts'

const session = z.object({ session: SessionId })
const fileOfSession = z.object({ session: SessionId, file: z.number().int().nonnegative() })

export const signing = {
  /**
   * Makes the plan of a session: which files, which bundles. Nothing is read, sent or written yet. The instance is the one
   * that the settings name, unless the session is to be practice.
   */
  prepare: command(
    z.object({ files: z.array(FileRef).max(MAX_FILES), instance: z.literal('practice').optional() }),
    SessionView,
  ),
  session: query(session, SessionView),
  /** Runs a session, or goes on where it stopped: what is signed already is not signed again. */
  sign: task(
    z.object({
      session: SessionId,
      existing: ExistingBundles.optional(),
      signIn: SignInChoice.optional(),
      /** Whether a receipt shall be signed too. Heard before the session has begun, and where it signs files. */
      receipt: z.boolean().optional(),
    }),
    SessionResult,
    SessionProgress,
  ),
  /** Opens the sign-in page of the running session once more. */
  openSignIn: command(session, z.void()),
  /** Hands the code that a sign-in page showed to the running session. Fault: `auth.not-waiting`. */
  pasteCode: command(z.object({ session: SessionId, code: PastedCode }), z.void()),
  evidence: query(fileOfSession, BundleEvidence),
  /** Shows a written bundle in the system's file manager. */
  reveal: command(fileOfSession, z.void()),
}
