/** An identity token that somebody else got: what of it can be checked without the keys of its issuer. */
import { z } from 'zod'
import { type Fault, fault } from '../contract/faults.ts'
import { visible } from '../core/display-name.ts'
import type { Clock, IdentityToken, SignIn } from '../core/ports.ts'
import { Secret } from '../core/secret.ts'
import { CLOCK_TOLERANCE_S } from './id-token.ts'

/** Tokens with many groups in them reach some kilobytes. */
export const MAX_TOKEN_BYTES = 64 * 1024
const MAX_SHOWN_LENGTH = 200

const BASE64URL = /^[\w-]+$/
const seconds = z.number().positive().max(253_402_300_799)
const Claims = z.looseObject({
  iss: z.string().min(1),
  aud: z.union([z.string(), z.array(z.string())]),
  exp: seconds,
  iat: seconds.optional(),
  nbf: seconds.optional(),
})
const Header = z.looseObject({ alg: z.string() })

/**
 * Reads a token (RFC 7519 in the compact form of RFC 7515) and checks form, times and audience. Its signature is the
 * authority's to check. Faults: `auth.token-unreadable`, `auth.token-expired`, `auth.token-too-early`,
 * `auth.token-audience`; none holds a part of the token but its times and audience.
 */
export function readGivenToken(text: string, { audience, now }: { audience: string; now: Date }): IdentityToken {
  const raw = text.replace(/^\uFEFF/, '').trim()
  const [header = '', payload = '', signature = '', ...more] = raw.split('.')
  if (![header, payload, signature].every((part) => BASE64URL.test(part)) || more.length > 0) {
    throw unreadable('three parts of base64url, with dots between them, are missing')
  }
  const { alg } = part(Header, header, 'the header is not one of a signed token')
  if (alg.toLowerCase() === 'none') throw unreadable('nobody signed')
  const claims = part(Claims, payload, 'issuer, audience or end are missing')
  checkTimes(claims, now)
  const found = [claims.aud].flat()
  if (!found.includes(audience)) {
    const shown = visible(found.join(', ')).slice(0, MAX_SHOWN_LENGTH) || 'none'
    throw fault('auth.token-audience', { expected: audience, found: shown })
  }
  return { raw: new Secret(raw), claims, expiresAt: new Date(claims.exp * 1000) }
}

function checkTimes({ exp, iat = 0, nbf = 0 }: z.infer<typeof Claims>, now: Date): void {
  const nowS = now.getTime() / 1000
  const from = Math.max(iat, nbf)
  if (exp <= nowS) throw fault('auth.token-expired', { expiresAt: written(exp), now: now.toISOString() })
  if (from > nowS + CLOCK_TOLERANCE_S) {
    throw fault('auth.token-too-early', { from: written(from), now: now.toISOString() })
  }
}

const written = (timeS: number): string => new Date(timeS * 1000).toISOString()

function part<T extends z.ZodType>(form: T, text: string, otherwise: string): z.output<T> {
  try {
    return form.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'base64url'))))
  } catch {
    // What the parsers say quotes the token.
    throw unreadable(otherwise)
  }
}

const unreadable = (reason: string): Fault => fault('auth.token-unreadable', { reason })

/** Where a token comes from. Asked once for each sign-in: a file may hold a fresh one by then. */
export type TokenSource = (signal: AbortSignal) => Promise<string>

/**
 * Signs in with a token that is there already; nobody is asked anything. Faults: those of `source` and of
 * `readGivenToken`, and `cancelled`.
 */
export const tokenSignIn = (source: TokenSource, clock: Clock): SignIn => ({
  async signIn({ audience, signal }) {
    if (signal.aborted) throw fault('cancelled')
    return readGivenToken(await source(signal), { audience, now: clock.now() })
  },
})
