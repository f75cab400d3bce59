import { readBundle } from '../bundle-form.ts'
import { needsSha512, readStatement } from '../statement.ts'
import type { Evidence } from './source.ts'

/** Whether a piece of evidence names its artifact by SHA-512 alone, so that this has to be taken too. Nothing is checked. */
export const wantsSha512 = (piece: Evidence): boolean =>
  piece.kind === 'registry-signature' || (piece.kind === 'bundle' && needsIt(piece.bundle))

function needsIt(bundle: unknown): boolean {
  // Signatures over files are most of what there is: those are not read twice.
  if (typeof bundle !== 'object' || bundle === null || !('dsseEnvelope' in bundle)) return false
  try {
    const { content } = readBundle(bundle)
    return content.$case === 'dsseEnvelope' && needsSha512(readStatement(content.dsseEnvelope.payload))
  } catch {
    return false
  }
}
