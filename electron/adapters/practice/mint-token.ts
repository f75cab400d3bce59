/** Identity tokens of the practice issuer without a sign-in, for other clients and for scripts. */
import { fault } from '../../contract/faults.ts'
import { problemWithEmail } from './email-address.ts'
import { identityTokens, TOKEN_SECONDS } from './identity-tokens.ts'
import { LOOPBACK } from './server.ts'
import { type PracticeStore, peekStore, STORE_FILE } from './store.ts'
import { issuerOf } from './trust.ts'

/** An hour: whoever practises may need longer than the minute that a sign-in gives. */
const MOST_SECONDS = 3600

/** What a token is to say. */
export interface TokenWishes {
  /** Becomes the verified address of the token, and its subject. */
  readonly email: string
  /** How long it is good for: a whole number from 1 to 3600. A minute if it is not given. */
  readonly ttlSeconds?: number
  readonly now?: () => Date
}

/**
 * Signs an identity token of the instance of a folder, whether or not the instance runs, in this process or another. A
 * folder without an instance gets one. Faults: `practice.token-email`, `practice.token-lifetime`, and those of
 * `openPractice` where an instance has to be made.
 */
export async function mintIdentityToken(folder: string, wishes: TokenWishes): Promise<string> {
  const { ttlSeconds = TOKEN_SECONDS, now = () => new Date() } = wishes
  const email = wishes.email.trim()
  const problem = problemWithEmail(email)
  if (problem) throw fault('practice.token-email', { problem })
  if (!Number.isInteger(ttlSeconds) || ttlSeconds < 1 || ttlSeconds > MOST_SECONDS) {
    throw fault('practice.token-lifetime', { ttl: String(ttlSeconds), most: String(MOST_SECONDS) })
  }
  const { port, keys } = (await peekStore(folder)) ?? (await madeStore(folder, now))
  const issuer = issuerOf(`http://${LOOPBACK}:${port}`)
  return identityTokens(issuer, keys.identityTokens, now).mint(email, ttlSeconds)
}

/** Starting the instance once makes its keys and chooses its port. */
async function madeStore(folder: string, now: () => Date): Promise<PracticeStore> {
  const { openPractice } = await import('./instance.ts')
  const instance = await openPractice({ folder, now })
  try {
    const store = await peekStore(folder)
    // Somebody runs the instance of this folder, but its keys on disk can no longer be read.
    if (!store) throw fault('practice.keys-damaged', { name: STORE_FILE })
    return store
  } finally {
    await instance.close()
  }
}
