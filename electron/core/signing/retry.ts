/** Asking again: only where a second attempt can help, a bounded number of times, as slowly as the service wishes. */
import { Fault } from '../../contract/faults.ts'
import type { Clock, Http, HttpAnswer, HttpRequest } from '../ports.ts'

/** First wait, doubled each time; a random part keeps many clients from coming back together. */
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 20_000
const ATTEMPTS = 4

const isWorthAnother = (status: number): boolean => status === 408 || status === 429 || status >= 500

/**
 * Sends a request that may be sent twice without harm. A request that got no answer, or a 408, 429 or 5xx, is sent
 * again; any other answer is returned as it is. The last answer or fault is passed on.
 */
export async function requestWithRetry(ports: { http: Http; clock: Clock }, request: HttpRequest): Promise<HttpAnswer> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await ports.http.request(request).catch((error: unknown) => {
      if (attempt === ATTEMPTS || !isLostAnswer(error)) throw error
      return undefined
    })
    if (outcome && (attempt === ATTEMPTS || !isWorthAnother(outcome.status))) return outcome
    await ports.clock.sleep(waitMs(attempt, outcome, ports.clock), request.signal)
  }
}

const isLostAnswer = (error: unknown): boolean =>
  error instanceof Fault && (error.code === 'network.unreachable' || error.code === 'network.timeout')

function waitMs(attempt: number, answer: HttpAnswer | undefined, clock: Clock): number {
  const asked = answer && retryAfterMs(answer.headers['retry-after'], clock.now())
  if (asked !== undefined) return Math.min(asked, LONGEST_WAIT_MS)
  const base = Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS)
  return base / 2 + ((base / 2) * (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0)) / 255
}

/** `Retry-After` in seconds or as a date (RFC 9110 §10.2.3), as milliseconds from now. */
export function retryAfterMs(value: string | undefined, now: Date): number | undefined {
  if (value === undefined) return undefined
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime())
}
