import { execFile } from 'node:child_process'
import {
  createHash,
  createHmac,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  X509Certificate,
} from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { decodeJwt, decodeProtectedHeader, SignJWT, UnsecuredJWT } from 'jose'
import { expect, test } from 'vitest'
import {
  type CertificateAnswer,
  certificateRequest,
  derOfPem,
  EMAIL,
  getCertificate,
  getToken,
  newKey,
  postJson,
  practice,
  temporaryFolder,
} from './practice-client.ts'

const run = promisify(execFile)
const url = (baseUrl: string) => `${baseUrl}/api/v2/signingCert`

interface Refusal {
  code: number
  message: string
  details: unknown[]
}

async function refusal(answer: Response): Promise<Refusal> {
  expect(answer.status).toBe(400)
  const body = (await answer.json()) as Refusal
  expect(body).toMatchObject({ code: 3, details: [] })
  return body
}

test('the certificate is what Fulcio would write for an e-mail identity', async () => {
  const { baseUrl } = await practice()
  const keys = newKey()
  const [leaf = Buffer.alloc(0), root = Buffer.alloc(0)] = await getCertificate(baseUrl, keys)
  const certificate = new X509Certificate(leaf)
  const authority = new X509Certificate(root)
  expect(certificate.subject ?? '').toBe('')
  expect(certificate.subjectAltName).toBe(`email:${EMAIL}`)
  expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.3'])
  expect(certificate.publicKey.equals(keys.publicKey)).toBe(true)
  expect(certificate.verify(authority.publicKey)).toBe(true)
  expect(certificate.checkIssued(authority)).toBe(true)
  expect(certificate.ca).toBe(false)
  expect(authority.ca).toBe(true)
  const lasts = new Date(certificate.validTo).getTime() - new Date(certificate.validFrom).getTime()
  expect(lasts).toBe(10 * 60 * 1000)
  const issuer = Buffer.from('https://practice.countermark.test')
  // 1.3.6.1.4.1.57264.1.1: raw text. 1.3.6.1.4.1.57264.1.8: UTF8String.
  expect(
    leaf.includes(Buffer.concat([Buffer.from('060a2b0601040183bf30010104 21'.replace(' ', ''), 'hex'), issuer])),
  ).toBe(true)
  expect(leaf.includes(Buffer.concat([Buffer.from('060a2b0601040183bf30010804230c21', 'hex'), issuer]))).toBe(true)
})

test('serial numbers are 20 bytes, positive, and never the same', async () => {
  const { baseUrl, trustedRootPath } = await practice()
  const { id_token } = await getToken(baseUrl)
  const keys = newKey()
  const serials = await Promise.all(
    Array.from({ length: 100 }, async () => {
      const answer = await postJson(url(baseUrl), certificateRequest(id_token, keys))
      const { signedCertificateEmbeddedSct } = (await answer.json()) as CertificateAnswer
      return new X509Certificate(signedCertificateEmbeddedSct.chain.certificates[0] ?? '').serialNumber
    }),
  )
  expect(new Set(serials).size).toBe(100)
  for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{39}$/)
  const recorded = await readFile(trustedRootPath.replace(/[^/]+$/, 'certificates.jsonl'), 'utf8')
  const lines = recorded
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).serial.toUpperCase())
  expect(lines.sort()).toEqual(serials.sort())
})

test.each([
  ['P-256', newKey('P-256'), 'sha256'],
  ['P-384', newKey('P-384'), 'sha384'],
  ['P-521', newKey('P-521'), 'sha512'],
  ['RSA 2048', generateKeyPairSync('rsa', { modulusLength: 2048 }), 'sha256'],
  ['Ed25519', generateKeyPairSync('ed25519'), null],
] as const)(
  'a key of kind %s gets a certificate',
  async (_, keys: { publicKey: KeyObject; privateKey: KeyObject }, hash) => {
    const { baseUrl } = await practice()
    const { id_token } = await getToken(baseUrl)
    const answer = await postJson(url(baseUrl), {
      credentials: { oidcIdentityToken: id_token },
      publicKeyRequest: {
        // DER instead of PEM.
        publicKey: { content: keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64') },
        proofOfPossession: sign(hash, Buffer.from(EMAIL), keys.privateKey).toString('base64'),
      },
    })
    const { signedCertificateEmbeddedSct } = (await answer.json()) as CertificateAnswer
    const leaf = new X509Certificate(signedCertificateEmbeddedSct.chain.certificates[0] ?? '')
    expect(leaf.publicKey.equals(keys.publicKey)).toBe(true)
  },
)

test.each([
  ['RSA 1024', generateKeyPairSync('rsa', { modulusLength: 1024 })],
  ['RSA with exponent 3', generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3 })],
  ['secp256k1', newKey('secp256k1')],
])('a key of kind %s is refused', async (_, keys) => {
  const { baseUrl } = await practice()
  const { id_token } = await getToken(baseUrl)
  const { message } = await refusal(await postJson(url(baseUrl), certificateRequest(id_token, keys)))
  expect(message).toContain('insecure')
})

test('the token may come as a bearer header', async () => {
  const { baseUrl } = await practice()
  const { id_token } = await getToken(baseUrl)
  const { publicKeyRequest } = certificateRequest(id_token, newKey())
  const headers = { authorization: `Bearer ${id_token}` }
  expect((await postJson(url(baseUrl), { publicKeyRequest }, headers)).status).toBe(200)
})

/** A certificate request of OpenSSL, as base64 of its PEM. */
async function csr(curve = 'prime256v1') {
  const folder = await temporaryFolder()
  const key = join(folder, 'key.pem')
  await run('openssl', ['ecparam', '-name', curve, '-genkey', '-noout', '-out', key])
  const { stdout } = await run('openssl', ['req', '-new', '-key', key, '-subj', '/CN=mallory@example.org'])
  return stdout
}

test('a certificate request gets a certificate for the address of the token, whatever its subject says', async () => {
  const { baseUrl } = await practice()
  const { id_token } = await getToken(baseUrl)
  const answer = await postJson(url(baseUrl), {
    credentials: { oidcIdentityToken: id_token },
    certificateSigningRequest: Buffer.from(await csr()).toString('base64'),
  })
  const { signedCertificateEmbeddedSct } = (await answer.json()) as CertificateAnswer
  const leaf = new X509Certificate(signedCertificateEmbeddedSct.chain.certificates[0] ?? '')
  expect(leaf.subjectAltName).toBe(`email:${EMAIL}`)
})

test('a certificate request that its key did not sign is refused', async () => {
  const { baseUrl } = await practice()
  const { id_token } = await getToken(baseUrl)
  const der = derOfPem(await csr())
  der[der.length - 1] = (der.at(-1) ?? 0) ^ 1
  const pem = `-----BEGIN CERTIFICATE REQUEST-----\n${der.toString('base64')}\n-----END CERTIFICATE REQUEST-----\n`
  for (const [text, words] of [
    [pem, 'could not be verified'],
    ['-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n', 'could not be parsed'],
    ['nonsense', 'could not be parsed'],
  ]) {
    const certificateSigningRequest = Buffer.from(text ?? '').toString('base64')
    const body = { credentials: { oidcIdentityToken: id_token }, certificateSigningRequest }
    expect((await refusal(await postJson(url(baseUrl), body))).message).toContain(words)
  }
})

test('only a good token of this issuer gets a certificate', async () => {
  let now = new Date()
  const { baseUrl } = await practice({ now: () => now })
  const keys = newKey()
  const { id_token } = await getToken(baseUrl)
  const stranger = await practice()
  const claims = decodeJwt(id_token)
  const header = { ...decodeProtectedHeader(id_token), alg: 'RS256' }
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const [head = '', body = '', signature = ''] = id_token.split('.')
  const mallory = Buffer.from(JSON.stringify({ ...claims, email: 'eve@example.org', sub: 'eve@example.org' }))
  const jwks = (await (await fetch(`${baseUrl}/auth/keys`)).json()) as { keys: [object] }
  const hmacHead = Buffer.from(JSON.stringify({ alg: 'HS256' })).toString('base64url')
  const hmac = createHmac('sha256', JSON.stringify(jwks.keys[0])).update(`${hmacHead}.${body}`).digest('base64url')
  const forged = {
    'of another instance': (await getToken(stranger.baseUrl)).id_token,
    'signed by another key': await new SignJWT(claims).setProtectedHeader(header).sign(privateKey),
    'with the algorithm none': new UnsecuredJWT(claims).encode(),
    'with the public key as a secret': `${hmacHead}.${body}.${hmac}`,
    'without a signature': `${head}.${body}.`,
    'with changed claims': `${head}.${mallory.toString('base64url')}.${signature}`,
    'that is none': 'nonsense',
    'that is empty': '',
  }
  for (const [what, token] of Object.entries(forged)) {
    const { message } = await refusal(await postJson(url(baseUrl), certificateRequest(token, keys)))
    expect(message, what).toBe('There was an error processing the identity token')
  }
  expect((await postJson(url(baseUrl), certificateRequest(id_token, keys))).status).toBe(200)
  now = new Date(now.getTime() + 61_000)
  await refusal(await postJson(url(baseUrl), certificateRequest(id_token, keys)))
})

/** The instance's own key, so that only one claim is wrong. */
test('a token for another audience, issuer or person is refused though the signature is right', async () => {
  const { baseUrl, trustedRootPath } = await practice()
  const stored = JSON.parse(await readFile(trustedRootPath.replace(/[^/]+$/, 'instance.json'), 'utf8'))
  const key = createPrivateKey(stored.keys.identityTokens)
  const keys = newKey()
  const claims = decodeJwt((await getToken(baseUrl)).id_token)
  const signed = (changed: object) =>
    new SignJWT({ ...claims, ...changed }).setProtectedHeader({ alg: 'RS256' }).sign(key)
  expect((await postJson(url(baseUrl), certificateRequest(await signed({}), keys))).status).toBe(200)
  for (const changed of [
    { aud: 'somebody' },
    { iss: 'https://practice.countermark.test' },
    { email_verified: false },
    { email_verified: undefined },
    { email: 'eve@example.org' },
    { exp: undefined },
    { federated_claims: { connector_id: 'https://accounts.google.com' } },
  ]) {
    await refusal(await postJson(url(baseUrl), certificateRequest(await signed(changed), keys)))
  }
})

test('possession of the key must be proven over the address', async () => {
  const { baseUrl } = await practice()
  const { id_token } = await getToken(baseUrl)
  const [keys, others] = [newKey(), newKey()]
  const good = certificateRequest(id_token, keys)
  const withProof = (proofOfPossession: string) => ({
    ...good,
    publicKeyRequest: { ...good.publicKeyRequest, proofOfPossession },
  })
  for (const proof of [
    sign('sha256', Buffer.from('eve@example.org'), keys.privateKey),
    sign('sha256', Buffer.from(EMAIL), others.privateKey),
    sign('sha256', createHash('sha256').update(EMAIL).digest(), keys.privateKey),
    Buffer.from('nonsense'),
    Buffer.alloc(0),
  ]) {
    const { message } = await refusal(await postJson(url(baseUrl), withProof(proof.toString('base64'))))
    expect(message).toBe('The signature supplied in the request could not be verified')
  }
})

test('requests that cannot be read are refused, not crashed on', async () => {
  const { baseUrl } = await practice()
  const { id_token } = await getToken(baseUrl)
  const credentials = { oidcIdentityToken: id_token }
  for (const body of [
    '{',
    '[]',
    'null',
    '{}',
    { credentials },
    { credentials, publicKeyRequest: {} },
    { credentials, publicKeyRequest: { publicKey: { content: 'nonsense' }, proofOfPossession: 'AAAA' } },
    { credentials, publicKeyRequest: { publicKey: { content: 'MAAA' }, proofOfPossession: 'not base64!' } },
  ]) {
    await refusal(await postJson(url(baseUrl), body))
  }
})

test('the configuration and the bundle of trust can be asked for', async () => {
  const { baseUrl, trustedRootPath } = await practice()
  const configuration = await (await fetch(`${baseUrl}/api/v2/configuration`)).json()
  expect(configuration).toMatchObject({
    issuers: [{ issuerUrl: `${baseUrl}/auth`, audience: 'sigstore', challengeClaim: 'email', issuerType: 'email' }],
  })
  const bundle = (await (await fetch(`${baseUrl}/api/v2/trustBundle`)).json()) as {
    chains: { certificates: string[] }[]
  }
  const root = JSON.parse(await readFile(trustedRootPath, 'utf8'))
  const { rawBytes } = root.certificateAuthorities[0].certChain.certificates[0]
  expect(derOfPem(bundle.chains[0]?.certificates[0] ?? '').toString('base64')).toBe(rawBytes)
})

test('OpenSSL finds nothing wrong with the chain', async () => {
  const { baseUrl } = await practice()
  const folder = await temporaryFolder()
  const [leaf = Buffer.alloc(0), root = Buffer.alloc(0)] = await getCertificate(baseUrl, newKey())
  await writeFile(join(folder, 'leaf.pem'), new X509Certificate(leaf).toString())
  await writeFile(join(folder, 'root.pem'), new X509Certificate(root).toString())
  const files = ['-CAfile', join(folder, 'root.pem'), join(folder, 'leaf.pem')]
  const { stdout } = await run('openssl', ['verify', '-x509_strict', '-purpose', 'any', ...files])
  expect(stdout).toContain('OK')
})
