/**
 * GitHub keeps an instance of its own, without a log, for private repositories and for the attestations of releases. Its
 * trusted root is handed out by GitHub alone: without it, such a bundle is no forgery, and nothing is known of it.
 */
import { readBundle } from './bundle-form.ts'
import type { Judgement } from './judge.ts'
import { leafOf } from './leaf.ts'
import { changed, withoutEvidence } from './verdicts.ts'
import type { Verification } from './verify.ts'

/** What says that it is of that instance is taken at its word, where nobody else vouches for it: it proves nothing. */
export function isOfGithub(verification: Verification | undefined, bundle: unknown): boolean {
  if (!verification || verification.ok || verification.reason !== 'certificate-untrusted') return false
  try {
    return /(?:^|, )O=GitHub, Inc\.(?:$|,)/.test(leafOf(readBundle(bundle)).issuedBy)
  } catch {
    return false
  }
}

const NEXT = 'Let GitHub be asked for that root, or give it to the command line with --trusted-root.'

export const asOfGithub = (judgement: Judgement): Judgement => ({
  ...judgement,
  verdicts: changed(withoutEvidence(), {
    unaltered: { says: 'Not reached: nothing is known of who signed.', next: NEXT },
    signed: {
      says: 'It says it was signed on GitHub\u2019s own instance, whose trusted root is not here.',
      next: NEXT,
    },
    source: { says: 'Not reached: nothing is known of who signed.', next: NEXT },
    logged: { says: 'GitHub\u2019s own instance keeps no public log.', next: NEXT },
    expected: { says: 'Not reached: nothing is known of who signed.', next: NEXT },
  }),
})
