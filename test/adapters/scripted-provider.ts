/** A provider of identities that does exactly what a test says, right or wrong, and a browser that signs in there. */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign as signBytes } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { serve } from './loopback-server.ts'

type Json = Record<string, unknown>

/** What differs from a good provider. */
export interface Script {
  readonly discovery?: (document: Json, origin: string) => unknown
  readonly header?: Json
  readonly claims?: (claims: Json) => Json
  /** Makes the signature of `header.payload`; empty for none. */
  readonly sign?: (signed: string) => string
  readonly keys?: (keys: Json[]) => unknown
  /** The answer of the token endpoint. */
  readonly tokens?: (tokens: Json) => unknown
  /** The answer that begins a device flow. */
  readonly device?: (answer: Json) => unknown
  /** The errors that come before the tokens of a device flow, one for each time that they are asked for. */
  readonly polls?: readonly string[]
  /** What the redirect back carries, besides the state. */
  readonly back?: Record<string, string>
  /** Takes over a path. */
  readonly routes?: Readonly<Record<string, RequestListener>>
}

export interface ScriptedProvider {
  readonly issuer: string
  /** What must not turn up in any message: codes, verifiers, tokens. */
  readonly secrets: string[]
  /** Method and path of each request. */
  readonly asked: string[]
  /** What the token endpoint was sent. */
  readonly forms: URLSearchParams[]
}

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
export const publicKey: KeyObject = pair.publicKey

const es256 = (signed: string): string =>
  signBytes('sha256', Buffer.from(signed), { key: pair.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A JSON Web Token, signed with the one key unless told otherwise (RFC 7515 §3.1). */
export function signToken(header: Json, claims: Json, sign: (signed: string) => string = es256): string {
  const signed = `${encode(header)}.${encode(claims)}`
  return `${signed}.${sign(signed)}`
}

/** The `at_hash` of an access token. */
export const halfHash = (text: string): string =>
  createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url')

export async function scriptedProvider(script: Script = {}): Promise<ScriptedProvider> {
  const nonces = new Map<string, string>()
  const secrets: string[] = []
  const asked: string[] = []
  const forms: URLSearchParams[] = []
  const refusals = [...(script.polls ?? [])]
  let issuer = ''

  const routes: Record<string, (request: IncomingMessage, response: ServerResponse, url: URL) => void> = {
    '/.well-known/openid-configuration': (_, response) => {
      const document = {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        device_authorization_endpoint: `${issuer}/device/code`,
        response_types_supported: ['code'],
        id_token_signing_alg_values_supported: ['ES256', 'HS256', 'none'],
      }
      json(response, script.discovery ? script.discovery(document, issuer) : document)
    },
    '/authorize': (_, response, { searchParams: asked }) => {
      const code = randomBytes(16).toString('hex')
      secrets.push(code)
      nonces.set(code, asked.get('nonce') ?? '')
      if (asked.get('redirect_uri') === 'urn:ietf:wg:oauth:2.0:oob') return void response.end(code)
      const back = new URL(asked.get('redirect_uri') ?? '')
      for (const [name, value] of Object.entries(script.back ?? { code })) back.searchParams.set(name, value)
      back.searchParams.set('state', asked.get('state') ?? '')
      response.writeHead(303, { location: back.href }).end()
    },
    '/device/code': (_, response) => {
      const deviceCode = randomBytes(16).toString('hex')
      secrets.push(deviceCode)
      const answer = {
        device_code: deviceCode,
        user_code: 'WDJB-MJHT',
        verification_uri: `${issuer}/device`,
        expires_in: 300,
        interval: 5,
      }
      json(response, script.device ? script.device(answer) : answer)
    },
    '/token': async (request, response) => {
      let body = ''
      for await (const chunk of request) body += String(chunk)
      const form = new URLSearchParams(body)
      forms.push(form)
      const refusal = form.has('device_code') ? refusals.shift() : undefined
      if (refusal !== undefined) {
        response.statusCode = 400
        return void json(response, { error: refusal })
      }
      const code = form.get('code') ?? ''
      const accessToken = randomBytes(24).toString('base64url')
      const now = Math.floor(Date.now() / 1000)
      const claims = {
        iss: issuer,
        aud: 'sigstore',
        sub: 'ada',
        email: 'ada@lovelace.example',
        email_verified: true,
        iat: now,
        exp: now + 60,
        nonce: nonces.get(code),
        at_hash: halfHash(accessToken),
      }
      const idToken = signToken(
        script.header ?? { alg: 'ES256', kid: 'one' },
        script.claims?.(claims) ?? claims,
        script.sign,
      )
      secrets.push(form.get('code_verifier') ?? '', accessToken, ...idToken.split('.').filter(Boolean))
      const tokens = { access_token: accessToken, token_type: 'Bearer', expires_in: 60, id_token: idToken }
      json(response, script.tokens ? script.tokens(tokens) : tokens)
    },
    '/keys': (_, response) => {
      const keys = [{ ...pair.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'ES256', use: 'sig' }]
      json(response, script.keys ? script.keys(keys) : { keys })
    },
  }

  issuer = await serve((request, response) => {
    const url = new URL(request.url ?? '', issuer)
    asked.push(`${request.method} ${url.pathname}`)
    const route = script.routes?.[url.pathname] ?? routes[url.pathname]
    if (!route) return void response.writeHead(404).end()
    route(request, response, url)
  })
  return { issuer, secrets, asked, forms }
}

function json(response: ServerResponse, value: unknown): void {
  response.setHeader('content-type', 'application/json').end(JSON.stringify(value))
}
