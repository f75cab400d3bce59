/** What an answer tells of the network and of the clock: whether it is the service that speaks, and what time it has. */
import { type Fault, fault } from '../contract/faults.ts'
import type { HttpAnswer } from './ports.ts'

/** Two clocks that are this far apart are not both right. */
const SKEW_MS = 2 * 60_000

/**
 * The fault where something else than the service has answered: a captive portal (RFC 6585 §6, RFC 8952), or a redirect.
 * Undefined for every answer that a service may give, refusals included.
 */
export function foreignAnswer({ status, headers, body }: HttpAnswer, address: string): Fault | undefined {
  const { host } = new URL(address)
  const portal = (sign: string) => fault('network.captive-portal', { host, sign })
  if (status === 511) return portal('It asks to sign in to the network first')
  if (status >= 300 && status < 400 && headers.location !== undefined) {
    const to = hostIn(headers.location, address)
    return to === host ? fault('network.redirected', { host, to }) : portal(`It points to ${to}`)
  }
  // A gateway says in HTML, too, that the service behind it is not there.
  return status < 300 && isPage(headers['content-type'], body) ? portal('It is a page for people') : undefined
}

function hostIn(location: string, base: string): string {
  try {
    return new URL(location, base).host
  } catch {
    return 'an address that cannot be read'
  }
}

const isPage = (type: string | undefined, body: Uint8Array): boolean =>
  /^\s*(text\/html|application\/xhtml)/i.test(type ?? '') ||
  /^(\uFEFF|ï»¿)?\s*<(!doctype\s+html|html|head|body|script|meta)\b/i.test(
    Buffer.from(body.subarray(0, 256)).toString('latin1'),
  )

/** How far our clock is ahead of the service's, in milliseconds; undefined where the two agree or it does not say. */
export function clockAhead(answer: Pick<HttpAnswer, 'headers'>, now: Date): number | undefined {
  const theirs = dateOf(answer.headers.date)
  if (theirs === undefined) return undefined
  const ahead = now.getTime() - theirs
  return Math.abs(ahead) > SKEW_MS ? ahead : undefined
}

/** A refusal that may be the clock's: then the fault says by how much it is off, else it is the one that is given. */
export function blameClock(refused: Fault, answer: Pick<HttpAnswer, 'headers'>, host: string, now: Date): Fault {
  const ahead = clockAhead(answer, now)
  if (ahead === undefined) return refused
  const by = `${inWords(Math.abs(ahead))} ${ahead > 0 ? 'fast' : 'slow'}`
  const reason = refused.details.reason ?? refused.title.replace(/\.$/, '')
  return fault('network.clock-off', { by, host, reason }, { cause: refused })
}

/** A date of HTTP (RFC 9110 §5.6.7) in milliseconds. What the language takes for a date beyond that is none. */
export function dateOf(value: string | undefined): number | undefined {
  if (value === undefined || !/^[A-Z][a-z]{2,8},? .*\d{2}:\d{2}:\d{2}/.test(value)) return undefined
  // The oldest of the three forms does not say that it means GMT.
  const at = Date.parse(/GMT$/.test(value.trim()) ? value : `${value} GMT`)
  return Number.isNaN(at) ? undefined : at
}

/** A length of time as people say it, in its largest unit. */
export function inWords(ms: number): string {
  const [size, unit] = UNITS.find(([atLeast]) => ms >= 1.5 * atLeast) ?? [1000, 'second']
  const count = Math.max(1, Math.round(ms / size))
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

const UNITS = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
] as const
