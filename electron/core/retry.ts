/** Asking again: only where a second attempt can help, a bounded number of times, as slowly as the service wishes. */
import { Fault, type FaultCode, fault } from '../contract/faults.ts'
import type { Clock, Http, HttpAnswer, HttpRequest } from './ports.ts'
import { dateOf, foreignAnswer, inWords } from './weather.ts'

/** First wait, doubled each time; a random part keeps many clients from coming back together. */
const FIRST_WAIT_MS = 500
/** Who asks for more than this is not waited for: the person is told, and may come back. */
const LONGEST_WAIT_MS = 20_000
const ATTEMPTS = 4

const isWorthAnother = (status: number): boolean =>
  status === 408 || status === 429 || (status >= 500 && status !== 511)

/**
 * Sends a request that may be sent twice without harm. A request that got no answer, or a 408, 429 or 5xx, is sent again;
 * any other answer of the service is returned as it is. The last answer or fault is passed on. Faults: those of the
 * request, `network.rate-limited`, and where something else has answered `network.captive-portal` or `network.redirected`.
 */
export async function requestWithRetry(ports: { http: Http; clock: Clock }, request: HttpRequest): Promise<HttpAnswer> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await ports.http.request(request).catch((error: unknown) => {
      if (attempt === ATTEMPTS || !isLostAnswer(error)) throw error
      return undefined
    })
    const asked = outcome && retryAfterMs(outcome, ports.clock.now())
    const isLast = attempt === ATTEMPTS || (asked ?? 0) > LONGEST_WAIT_MS
    if (outcome && (isLast || !isWorthAnother(outcome.status))) return checked(outcome, request.url, asked)
    await ports.clock.sleep(Math.max(asked ?? 0, backOffMs(attempt)), request.signal)
  }
}

const LOST: ReadonlySet<FaultCode> = new Set([
  'network.offline',
  'network.name-not-found',
  'network.refused',
  'network.unreachable',
  'network.timeout',
  'network.truncated',
  'network.proxy-unreachable',
])

/** Whether there was no answer, and another attempt may bring one. */
export const isLostAnswer = (error: unknown): boolean => error instanceof Fault && LOST.has(error.code)

function checked(answer: HttpAnswer, address: string, asked: number | undefined): HttpAnswer {
  const foreign = foreignAnswer(answer, address)
  if (foreign) throw foreign
  if (answer.status === 429) {
    const wait = asked ? inWords(asked) : 'a while'
    throw fault('network.rate-limited', { host: new URL(address).host, wait })
  }
  return answer
}

function backOffMs(attempt: number): number {
  const base = Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS)
  return base / 2 + ((base / 2) * (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0)) / 255
}

/** More than this is nobody's wish. */
const ABSURD_S = 10 * 365 * 86_400

/**
 * `Retry-After` in seconds or as a date (RFC 9110 §10.2.3), as milliseconds from now. A date is read by the clock that
 * wrote it, where the answer says what that is. Undefined for what cannot be meant.
 */
export function retryAfterMs({ headers }: Pick<HttpAnswer, 'headers'>, now: Date): number | undefined {
  const value = headers['retry-after']?.trim()
  if (value === undefined) return undefined
  const at = dateOf(value)
  const seconds = /^\d+$/.test(value)
    ? Number(value)
    : at !== undefined && Math.max(0, at - (dateOf(headers.date) ?? now.getTime())) / 1000
  return seconds === false || seconds === undefined || seconds > ABSURD_S ? undefined : seconds * 1000
}
