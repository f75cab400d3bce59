/**
 * Why a bundle is not accepted: every reason with what it means. A reason speaks of the evidence only; none of them, and
 * not their absence either, says anything about whether an artifact does harm.
 */

export const reasons = {
  'unreadable-bundle': 'This is not a Sigstore bundle, or it breaks the rules of its own version.',
  'unknown-media-type': 'This bundle is of a version that is not known here.',
  'unsupported-content': 'This bundle holds a signature over something other than the SHA-256 digest of a file.',
  'payload-type': 'The envelope holds something other than an in-toto statement.',
  'statement-unreadable': 'The payload is not an in-toto statement of a known version, or it breaks the rules of it.',
  'key-not-supported': 'The signature was made with a kind of key that cannot be checked here.',
  'key-needed': 'The signature was made with a key that somebody keeps, and can be checked against that key only.',
  'key-unreadable': 'What was given as a key is not one public key in PEM form.',
  'key-mismatch': 'The signature was not made with the key that was given: the log names another one.',
  'root-certificate-in-chain': 'The bundle brings its own root of trust along, which a bundle must not.',
  'certificate-name': 'The certificate does not name exactly one signer.',
  'certificate-purpose': 'The certificate was not issued for signing code.',
  'certificate-untrusted': 'The certificate comes from an authority of another instance.',
  'certificate-sct': 'No trusted certificate log has promised to publish the certificate.',
  'outside-certificate-validity': 'The recorded time does not lie within the validity of the certificate.',
  'no-trusted-time': 'Nothing in the bundle proves when the signature was made.',
  'timestamp-invalid': 'A timestamp is not by a trusted authority, or not over this signature.',
  'not-logged': 'The bundle has no entry in a transparency log.',
  'log-unknown': 'The log that holds the entry is not trusted for that time by this trusted root.',
  'inclusion-proof': 'The bundle does not prove that the log holds the entry.',
  checkpoint: 'The log has not signed the state that the proof leads to.',
  'log-promise': 'The log has not promised to hold the entry.',
  'log-entry-mismatch': 'The log recorded something else than this signature.',
  'log-entry-other-verifier': 'The log recorded this signature under another certificate or key.',
  'repeated-evidence': 'The same proof is listed more than once.',
  'signature-mismatch': 'The signature was not made over this content with the key of the signer.',
  'digest-mismatch': 'This artifact is not the one that was signed.',
  'subject-mismatch': 'The attestation is about other artifacts.',
  // These two come last: the bundle is sound, and not the one that was expected.
  'signer-mismatch': 'Someone other than the expected identity signed.',
  'predicate-type-mismatch': 'The bundle says something of another kind about the artifact than was expected.',
  'trusted-root-unreadable': 'This is not a trusted root.',
  'trusted-root-window': 'The trusted root does not say from when on something is to be trusted.',
} as const satisfies Record<string, string>

export type RejectionReason = keyof typeof reasons

/** What a bundle of another instance is rejected for, or one that is younger than the trusted root. */
const OF_ANOTHER: ReadonlySet<RejectionReason> = new Set([
  'certificate-untrusted',
  'certificate-sct',
  'log-unknown',
  'timestamp-invalid',
])

/** Whether a bundle that is rejected for this reason may be a sound one to those who trust other authorities. */
export const isOfAnother = (reason: RejectionReason): boolean => OF_ANOTHER.has(reason)

/** The answer "no", with the reason and one plain sentence about what was found in this very bundle. */
export interface Rejection {
  readonly ok: false
  readonly reason: RejectionReason
  readonly detail: string
}

/** Carries a rejection from the check that found it to the one place that returns it. No caller ever sees it. */
export class Rejected extends Error {
  readonly rejection: Rejection

  constructor(reason: RejectionReason, detail: string, options?: ErrorOptions) {
    super(`${reason}: ${detail}`, options)
    this.name = 'Rejected'
    this.rejection = { ok: false, reason, detail }
  }
}

/** `throw reject('digest-mismatch', '…')`. Without a detail, the meaning of the reason is the detail. */
export const reject = (reason: RejectionReason, detail: string = reasons[reason], options?: ErrorOptions): Rejected =>
  new Rejected(reason, detail, options)

/** Reads something whose parser may throw anything, and gives each such throw the same reason. */
export function orReject<T>(reason: RejectionReason, detail: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof Rejected ? error : reject(reason, detail, { cause: error })
  }
}
