/** A Sigstore client by hand, for the tests: plain HTTP, keys from node:crypto, nothing of the product's engine. */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openPractice, type PracticeInstance } from '../../../electron/adapters/practice/instance.ts'

export const REDIRECT = 'http://localhost:4599/auth/callback'
export const EMAIL = 'ada@example.org'

/** A folder that goes away with the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'practice-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** An instance that ends with the test. */
export async function practice(options: { folder?: string; now?: () => Date } = {}): Promise<PracticeInstance> {
  const folder = options.folder ?? (await temporaryFolder())
  const instance = await openPractice({ folder, ...(options.now ? { now: options.now } : {}) })
  onTestFinished(() => instance.close())
  return instance
}

export interface SignInOptions {
  email?: string
  redirectUri?: string
  nonce?: string
  parameters?: Record<string, string | undefined>
}

export const newVerifier = () => randomBytes(32).toString('base64url')
const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url')

/** Asks for the sign-in page as a browser would. */
export function askForPage(baseUrl: string, verifier: string, options: SignInOptions = {}): Promise<Response> {
  const parameters = {
    client_id: 'sigstore',
    redirect_uri: options.redirectUri ?? REDIRECT,
    response_type: 'code',
    scope: 'openid email',
    state: 'state-1',
    nonce: options.nonce ?? 'nonce-1',
    code_challenge: challengeOf(verifier),
    code_challenge_method: 'S256',
    ...options.parameters,
  }
  const url = new URL(`${baseUrl}/auth/authorize`)
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.set(name, value)
  return fetch(url, { redirect: 'manual' })
}

/** The hidden field of the page. */
export const requestIdOf = (html: string) => /name="request" value="([^"]+)"/.exec(html)?.[1] ?? ''

export const postForm = (url: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(form), headers, redirect: 'manual' })

/** Answers the page; resolves with where the browser is sent. */
export async function answerPage(baseUrl: string, html: string, form: Record<string, string>): Promise<URL> {
  const answer = await postForm(`${baseUrl}/auth/sign-in`, { request: requestIdOf(html), ...form })
  return new URL(answer.headers.get('location') ?? 'none:')
}

export async function getCode(baseUrl: string, verifier: string, options: SignInOptions = {}): Promise<string> {
  const html = await (await askForPage(baseUrl, verifier, options)).text()
  const location = await answerPage(baseUrl, html, { answer: 'sign-in', email: options.email ?? EMAIL })
  return location.searchParams.get('code') ?? ''
}

export const exchange = (baseUrl: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  postForm(
    `${baseUrl}/auth/token`,
    { grant_type: 'authorization_code', client_id: 'sigstore', redirect_uri: REDIRECT, ...form },
    headers,
  )

export interface TokenAnswer {
  id_token: string
  access_token: string
}

export async function getToken(baseUrl: string, options: SignInOptions = {}): Promise<TokenAnswer> {
  const verifier = newVerifier()
  const code = await getCode(baseUrl, verifier, options)
  const answer = await exchange(baseUrl, {
    code,
    code_verifier: verifier,
    redirect_uri: options.redirectUri ?? REDIRECT,
  })
  return (await answer.json()) as TokenAnswer
}

export const newKey = (namedCurve = 'P-256') => generateKeyPairSync('ec', { namedCurve })

export const postJson = (url: string, value: unknown, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    body: typeof value === 'string' ? value : JSON.stringify(value),
    headers: { 'content-type': 'application/json', ...headers },
  })

export interface CertificateAnswer {
  signedCertificateEmbeddedSct: { chain: { certificates: string[] } }
}

/** The request for a certificate by key and proof of possession. */
export const certificateRequest = (
  token: string,
  keys: { publicKey: KeyObject; privateKey: KeyObject },
  email = EMAIL,
) => ({
  credentials: { oidcIdentityToken: token },
  publicKeyRequest: {
    publicKey: { algorithm: 'ECDSA', content: keys.publicKey.export({ type: 'spki', format: 'pem' }).toString() },
    proofOfPossession: sign('sha256', Buffer.from(email), keys.privateKey).toString('base64'),
  },
})

export const derOfPem = (pem: string) => Buffer.from(pem.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64')

/** Leaf and root, DER. */
export async function getCertificate(
  baseUrl: string,
  keys: { publicKey: KeyObject; privateKey: KeyObject },
  email = EMAIL,
): Promise<Buffer[]> {
  const { id_token } = await getToken(baseUrl, { email })
  const answer = await postJson(`${baseUrl}/api/v2/signingCert`, certificateRequest(id_token, keys, email))
  const { signedCertificateEmbeddedSct } = (await answer.json()) as CertificateAnswer
  return signedCertificateEmbeddedSct.chain.certificates.map(derOfPem)
}

/** TimeStampReq by hand: version 1, SHA-256, nonce, certReq. */
export const timestampQuery = (
  data: Uint8Array,
  { nonce = Buffer.from('0102030405060708', 'hex'), certReq = true } = {},
) => {
  const content = Buffer.concat([
    Buffer.from('020101', 'hex'),
    Buffer.from('3031300d060960864801650304020105000420', 'hex'),
    createHash('sha256').update(data).digest(),
    Buffer.of(0x02, nonce.length),
    nonce,
    certReq ? Buffer.from('0101ff', 'hex') : Buffer.alloc(0),
  ])
  return Buffer.concat([Buffer.of(0x30, content.length), content])
}

export async function postQuery(baseUrl: string, query: Uint8Array<ArrayBuffer>): Promise<Buffer<ArrayBuffer>> {
  const answer = await fetch(`${baseUrl}/api/v1/timestamp`, {
    method: 'POST',
    body: query,
    headers: { 'content-type': 'application/timestamp-query' },
  })
  return Buffer.from(await answer.arrayBuffer())
}

export interface LogAnswer {
  logIndex: string
  logId: { keyId: string }
  integratedTime: string
  inclusionProof: {
    logIndex: string
    rootHash: string
    treeSize: string
    hashes: string[]
    checkpoint: { envelope: string }
  }
  canonicalizedBody: string
}

/** A request for an entry, with a bare key or a certificate. */
export const entryRequest = (digest: Uint8Array, signature: Uint8Array, verifier: object) => ({
  hashedRekordRequestV002: {
    digest: Buffer.from(digest).toString('base64'),
    signature: {
      content: Buffer.from(signature).toString('base64'),
      verifier: { keyDetails: 'PKIX_ECDSA_P256_SHA_256', ...verifier },
    },
  },
})

/** A signed entry over some text, by a bare key. */
export function entryFor(text: string, keys: { publicKey: KeyObject; privateKey: KeyObject }) {
  const digest = createHash('sha256').update(text).digest()
  const rawBytes = keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  return entryRequest(digest, sign('sha256', Buffer.from(text), keys.privateKey), { publicKey: { rawBytes } })
}

export const addEntry = (baseUrl: string, request: unknown) => postJson(`${baseUrl}/api/v2/log/entries`, request)

/** Token, certificate, timestamp and log entry: a bundle v0.3 as JSON. */
export async function signBundle(baseUrl: string, artifact: Buffer, email = EMAIL) {
  const keys = newKey()
  const [leaf = Buffer.alloc(0)] = await getCertificate(baseUrl, keys, email)
  const signature = sign('sha256', artifact, keys.privateKey)
  const digest = createHash('sha256').update(artifact).digest()
  const rawBytes = leaf.toString('base64')
  const timestamp = await postQuery(baseUrl, timestampQuery(signature))
  const entry = await addEntry(baseUrl, entryRequest(digest, signature, { x509Certificate: { rawBytes } }))
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: {
      certificate: { rawBytes },
      tlogEntries: [(await entry.json()) as LogAnswer],
      timestampVerificationData: { rfc3161Timestamps: [{ signedTimestamp: timestamp.toString('base64') }] },
    },
    messageSignature: {
      messageDigest: { algorithm: 'SHA2_256', digest: digest.toString('base64') },
      signature: signature.toString('base64'),
    },
  }
}
