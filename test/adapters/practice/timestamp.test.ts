import { execFile } from 'node:child_process'
import { createPublicKey } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { RFC3161Timestamp, X509Certificate } from '@sigstore/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { postQuery, practice, temporaryFolder, timestampQuery } from './practice-client.ts'

const run = promisify(execFile)
const DATA = Buffer.from('a signature')

async function chain(trustedRootPath: string): Promise<Buffer<ArrayBuffer>[]> {
  const root = JSON.parse(await readFile(trustedRootPath, 'utf8'))
  const { certificates } = root.timestampAuthorities[0].certChain
  return certificates.map(({ rawBytes }: { rawBytes: string }) => Buffer.from(rawBytes, 'base64'))
}

test('a thousand timestamps, a millisecond apart, are all valid and all different', async () => {
  let time = Date.parse('2026-11-23T12:00:00.000Z')
  const { baseUrl, trustedRootPath } = await practice({ now: () => new Date(time++) })
  const [leaf = Buffer.alloc(0)] = await chain(trustedRootPath)
  const key = createPublicKey({ key: X509Certificate.parse(leaf).publicKey, format: 'der', type: 'spki' })
  const serials = new Set<string>()
  for (let i = 0; i < 1000; i++) {
    const before = time
    const stamp = RFC3161Timestamp.parse(await postQuery(baseUrl, timestampQuery(DATA)))
    stamp.verify(DATA, key)
    expect(stamp.signingTime.getTime()).toBe(Math.floor(before / 1000) * 1000)
    serials.add(Buffer.from(stamp.tstInfo.root.subs[3]?.value ?? '').toString('hex'))
  }
  expect(serials.size).toBe(1000)
})

test.each(['-sha256', '-sha384', '-sha512'])('OpenSSL accepts the answer to its query with %s', async (hash) => {
  const { baseUrl, trustedRootPath } = await practice()
  const folder = await temporaryFolder()
  const file = (name: string) => join(folder, name)
  const [leaf = Buffer.alloc(0), root = Buffer.alloc(0)] = await chain(trustedRootPath)
  const pem = (der: Buffer) => `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`
  await writeFile(file('data'), DATA)
  await writeFile(file('leaf.pem'), pem(leaf).replace(/([^\n-]{64})(?=[^\n-])/g, '$1\n'))
  await writeFile(file('root.pem'), pem(root).replace(/([^\n-]{64})(?=[^\n-])/g, '$1\n'))
  for (const wanted of [['-cert'], []]) {
    await run('openssl', ['ts', '-query', '-data', file('data'), hash, ...wanted, '-out', file('q.tsq')])
    await writeFile(file('r.tsr'), await postQuery(baseUrl, Buffer.from(await readFile(file('q.tsq')))))
    const verify = ['ts', '-verify', '-queryfile', file('q.tsq'), '-in', file('r.tsr'), '-CAfile', file('root.pem')]
    const { stdout } = await run('openssl', [...verify, '-untrusted', file('leaf.pem')])
    expect(stdout).toContain('Verification: OK')
  }
})

test('the certificate is in the answer only when it is asked for, and the nonce always comes back', async () => {
  const { baseUrl, trustedRootPath } = await practice()
  const [leaf = Buffer.alloc(0)] = await chain(trustedRootPath)
  const nonce = Buffer.from('7fedcba987654321', 'hex')
  const withCertificate = await postQuery(baseUrl, timestampQuery(DATA, { nonce }))
  const without = await postQuery(baseUrl, timestampQuery(DATA, { nonce, certReq: false }))
  expect(withCertificate.includes(leaf)).toBe(true)
  expect(without.includes(leaf)).toBe(false)
  for (const answer of [withCertificate, without])
    expect(answer.includes(Buffer.concat([Buffer.of(2, 8), nonce]))).toBe(true)
})

/** PKIStatus 2, and the failure bit, as OpenSSL prints it. */
async function refusal(baseUrl: string, query: Buffer<ArrayBuffer>): Promise<string> {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'r.tsr'), await postQuery(baseUrl, query))
  const { stdout } = await run('openssl', ['ts', '-reply', '-in', join(folder, 'r.tsr'), '-text'])
  expect(stdout).toContain('Status: Rejected.')
  return /Failure info: (.*)/.exec(stdout)?.[1] ?? ''
}

test('queries that cannot be answered are rejected with the reason', async () => {
  const { baseUrl } = await practice()
  const good = timestampQuery(DATA)
  const hex = good.toString('hex')
  const change = (from: string, to: string) => Buffer.from(hex.replace(from, to), 'hex')
  expect(await refusal(baseUrl, change('608648016503040201', '608648016503040204'))).toContain('algorithm')
  expect(await refusal(baseUrl, change('020101', '020102'))).toContain('not permitted')
  expect(await refusal(baseUrl, Buffer.from('nonsense'))).toContain('wrong format')
  expect(await refusal(baseUrl, Buffer.alloc(0))).toContain('wrong format')
  expect(await refusal(baseUrl, Buffer.concat([good, good]))).toContain('wrong format')
  const extra = (tail: string) => {
    const content = Buffer.concat([good.subarray(2), Buffer.from(tail, 'hex')])
    return Buffer.concat([Buffer.of(0x30, content.length), content])
  }
  expect(await refusal(baseUrl, extra('a003020100'))).toContain('extension')
  expect(await refusal(baseUrl, extra('0500'))).toContain('wrong format')
})

test('a policy is accepted only if it is ours', async () => {
  const { baseUrl } = await practice()
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'data'), DATA)
  for (const [policy, accepted] of [
    ['1.3.6.1.4.1.57264.2', true],
    ['1.2.3.4', false],
  ] as const) {
    await run('openssl', [
      'ts',
      '-query',
      '-data',
      join(folder, 'data'),
      '-tspolicy',
      policy,
      '-out',
      join(folder, 'q.tsq'),
    ])
    const query = Buffer.from(await readFile(join(folder, 'q.tsq')))
    if (accepted) expect(RFC3161Timestamp.parse(await postQuery(baseUrl, query)).status).toBe(0n)
    else expect(await refusal(baseUrl, query)).toContain('policy')
  }
})

test('no bytes whatever bring the authority down', async () => {
  const { baseUrl } = await practice()
  const good = timestampQuery(DATA)
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 200 }),
        fc.tuple(fc.nat(good.length - 1), fc.nat(255)).map(([at, byte]) => Buffer.from(good).fill(byte, at, at + 1)),
        fc.nat(4000).map((depth) => Buffer.alloc(depth * 2, Buffer.of(0x30, 0x80))),
      ),
      async (bytes) => {
        const answer = await fetch(`${baseUrl}/api/v1/timestamp`, {
          method: 'POST',
          body: Buffer.from(bytes),
          headers: { 'content-type': 'application/timestamp-query' },
        })
        expect(answer.status).toBe(200)
        await answer.arrayBuffer()
      },
    ),
    { numRuns: 150 },
  )
})
