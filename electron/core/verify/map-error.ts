/** What the libraries throw, in the product's reasons. Whatever is not known here reads as an unreadable bundle. */
import { PolicyError, VerificationError } from '@sigstore/verify'
import { Rejected, type Rejection, type RejectionReason, reasons } from './reasons.ts'

/** The one exit for everything that was thrown. */
export function rejectionFrom(error: unknown): Rejection {
  if (error instanceof Rejected) return error.rejection
  const reason = reasonOf(error)
  return { ok: false, reason, detail: reasons[reason] }
}

/**
 * The codes of the library are coarser than the reasons: its messages, which the tests of each reason pin down, tell
 * apart what shares a code. Parsers throw errors of every class, and assertions a `ValidationError`.
 */
function reasonOf(error: unknown): RejectionReason {
  if (error instanceof PolicyError) return 'signer-mismatch'
  if (!(error instanceof VerificationError)) return 'unreadable-bundle'
  const { code, message } = error
  if (message.startsWith('duplicate')) return 'repeated-evidence'
  switch (code) {
    case 'TIMESTAMP_ERROR':
      return message.startsWith('expected') ? 'no-trusted-time' : 'timestamp-invalid'
    case 'CERTIFICATE_ERROR':
      return message.includes('SCT') ? 'certificate-sct' : 'certificate-untrusted'
    case 'TLOG_INCLUSION_PROOF_ERROR':
      return message.includes('checkpoint') ? 'checkpoint' : 'inclusion-proof'
    case 'TLOG_INCLUSION_PROMISE_ERROR':
      return 'log-promise'
    case 'TLOG_MISSING_INCLUSION_ERROR':
    case 'TLOG_ERROR':
      return 'not-logged'
    case 'TLOG_BODY_ERROR':
      return 'log-entry-mismatch'
    case 'SIGNATURE_ERROR':
      return 'signature-mismatch'
    case 'PUBLIC_KEY_ERROR':
      return 'key-not-supported'
    default:
      return 'unreadable-bundle'
  }
}
