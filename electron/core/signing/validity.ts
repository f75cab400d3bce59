import { fault } from '../../contract/faults.ts'

/** What a timestamp and a log entry may take at worst. */
const MARGIN_MS = 20_000

/**
 * A timestamp or log entry after the certificate's end would make a bundle that nobody accepts, so none is asked for.
 * Fault: `sigstore.certificate-expired`.
 */
export function checkStillValid({ notAfter }: { notAfter: string }, now: Date): void {
  if (now.getTime() + MARGIN_MS > Date.parse(notAfter)) throw fault('sigstore.certificate-expired')
}
