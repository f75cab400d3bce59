import { z } from 'zod'
import { AttestationPreview, AttestationWish } from '../model/attestation.ts'
import { SessionId } from '../model/session.ts'
import { command } from '../procedure.ts'

export const attestations = {
  /**
   * Makes the statement about the files that a session signed, and the session that would sign it. Nothing is sent or
   * written yet. Faults: `attestation.*`, `files.*`.
   */
  prepare: command(z.object({ session: SessionId, wish: AttestationWish }), AttestationPreview),
}
