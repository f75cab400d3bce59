/** The device flow (RFC 8628): a program without a browser shows a code, and a person types it in one. */
import { randomBytes, randomInt } from 'node:crypto'
import { boundedMap } from './bounded-map.ts'
import { problemWithEmail } from './email-address.ts'
import { declinedPage, messagePage } from './page.ts'
import { type Answer, json, type PracticeRequest, type Route } from './server.ts'
import { devicePage } from './sign-in-page.ts'
import { formOf, type Granted, isOurClient, isVerifierOf } from './token-endpoint.ts'

/** The codes that are out, and what became of them. */
export interface DeviceFlow {
  readonly endpoint: string
  readonly routes: readonly Route[]
  /** How the sign-in of a device stands (§3.5). Somebody who is signed in is told once. */
  poll(form: URLSearchParams): Granted
}

/** One request of a device. */
interface Device {
  readonly userCode: string
  /** SHA-256 of the verifier, base64url, where the program sent one. */
  readonly codeChallenge: string | undefined
  /** In milliseconds since 1970. */
  readonly until: number
  intervalMs: number
  polledAt: number
  answer: 'none' | 'denied' | { readonly email: string }
}

const LIFETIME_MS = 10 * 60 * 1000
/** On one's own machine nobody has to wait long. */
const INTERVAL_MS = 1_000
/** What is added for those who ask too often (§3.5). */
const SLOWER_MS = 5_000
/** No vowels, so that no words come out; nothing that looks like something else (§6.1). 20^8 codes. */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ'
const MOST_KEPT = 1_000

/** The flow of an issuer; its pages lie below `issuer`. */
export function deviceFlow(issuer: string, now: () => Date): DeviceFlow {
  const path = `${new URL(issuer).pathname}/device`
  // Kept longer than they are good, so that the program hears that its code has expired.
  const byDeviceCode = boundedMap<Device>({ lifetimeMs: 2 * LIFETIME_MS, most: MOST_KEPT, now })
  const byUserCode = boundedMap<Device>({ lifetimeMs: LIFETIME_MS, most: MOST_KEPT, now })

  function start(request: PracticeRequest): Answer {
    const form = formOf(request)
    const refuse = (status: number, error: string, why: string) => json(status, { error, error_description: why })
    if (!isOurClient(request)) return refuse(401, 'invalid_client', 'the client is not known')
    if (!form.get('scope')?.split(' ').includes('openid')) return refuse(400, 'invalid_scope', 'the scope lacks openid')
    const codeChallenge = form.get('code_challenge') ?? undefined
    const isChallenge = form.get('code_challenge_method') === 'S256' && /^[\w-]{43}$/.test(codeChallenge ?? '')
    if (codeChallenge !== undefined && !isChallenge) return refuse(400, 'invalid_request', 'PKCE works with S256 only')
    const userCode = newUserCode()
    const until = now().getTime() + LIFETIME_MS
    const device: Device = { userCode, codeChallenge, until, intervalMs: INTERVAL_MS, polledAt: 0, answer: 'none' }
    const deviceCode = randomBytes(32).toString('base64url')
    byDeviceCode.set(deviceCode, device)
    byUserCode.set(lettersOf(userCode), device)
    return json(200, {
      device_code: deviceCode,
      user_code: userCode,
      verification_uri: `${issuer}/device`,
      verification_uri_complete: `${issuer}/device?user_code=${userCode}`,
      expires_in: LIFETIME_MS / 1000,
      interval: INTERVAL_MS / 1000,
    })
  }

  function answer(request: PracticeRequest): Answer {
    const form = formOf(request)
    const [userCode, email] = [form.get('user_code')?.trim() ?? '', form.get('email')?.trim() ?? '']
    const isSignIn = form.get('answer') === 'sign-in'
    const device = byUserCode.get(lettersOf(userCode))
    const problem = {
      code: device ? undefined : 'No program waits for this code. It may have been used, or ten minutes have passed.',
      email: isSignIn ? problemWithEmail(email) : undefined,
    }
    if (!device || problem.email) return devicePage({ action: path, userCode, email, problem })
    byUserCode.take(lettersOf(userCode))
    device.answer = isSignIn ? { email } : 'denied'
    if (!isSignIn) return declinedPage()
    return messagePage(200, 'You are signed in for practice.', 'Go back to the program. You can close this page.')
  }

  function poll(form: URLSearchParams): Granted {
    const code = form.get('device_code') ?? ''
    const device = byDeviceCode.get(code)
    if (!device) return { error: 'invalid_grant', why: 'the device_code is not known, or was used' }
    const { codeChallenge } = device
    if (codeChallenge !== undefined && !isVerifierOf(form.get('code_verifier') ?? '', codeChallenge)) {
      return { error: 'invalid_grant', why: 'the code_verifier does not fit the code_challenge' }
    }
    if (device.answer === 'denied') return { error: 'access_denied', why: 'The person chose not to sign in' }
    const time = now().getTime()
    if (time >= device.until) return { error: 'expired_token', why: 'the code was good for ten minutes' }
    if (device.answer !== 'none') {
      byDeviceCode.take(code)
      return device.answer
    }
    // Clocks and networks are not exact: only less than half of the interval is too often.
    const isTooOften = time - device.polledAt < device.intervalMs / 2
    device.polledAt = time
    if (!isTooOften) return { error: 'authorization_pending', why: 'the person has not answered yet' }
    device.intervalMs += SLOWER_MS
    return { error: 'slow_down', why: `ask every ${device.intervalMs / 1000} seconds` }
  }

  return {
    endpoint: `${issuer}/device/code`,
    poll,
    routes: [
      { method: 'POST', path: `${path}/code`, accepts: FORM, answer: start },
      {
        method: 'GET',
        path,
        answer: ({ url }) => devicePage({ action: path, userCode: url.searchParams.get('user_code') ?? '', email: '' }),
      },
      { method: 'POST', path, accepts: FORM, answer },
    ],
  }
}

const FORM = 'application/x-www-form-urlencoded'

/** Two groups of four letters. */
function newUserCode(): string {
  const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return `${group()}-${group()}`
}

/** People leave out the dash, or write small letters. */
const lettersOf = (userCode: string): string => userCode.toUpperCase().replace(/[^A-Z]/g, '')
