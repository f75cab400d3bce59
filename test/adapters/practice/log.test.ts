import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { json } from '@sigstore/core'
import { expect, test } from 'vitest'
import { leafOf, rootFromProof } from './naive-merkle.ts'
import {
  addEntry,
  entryFor,
  entryRequest,
  getCertificate,
  type LogAnswer,
  newKey,
  postJson,
  practice,
} from './practice-client.ts'

const b64 = (text: string) => Buffer.from(text, 'base64')

test('the answer is the entry of a bundle, provable and signed by the log', async () => {
  const { baseUrl, trustedRootPath } = await practice()
  const keys = newKey()
  for (const text of ['one', 'two', 'three']) await addEntry(baseUrl, entryFor(text, keys))
  const answer = await addEntry(baseUrl, entryFor('four', keys))
  expect(answer.status).toBe(201)
  const entry = (await answer.json()) as LogAnswer
  expect(entry).toMatchObject({
    // The first entry is the log's own.
    logIndex: '4',
    integratedTime: '0',
    kindVersion: { kind: 'hashedrekord', version: '0.0.2' },
    inclusionProof: { logIndex: '4', treeSize: '5' },
  })
  const proof = entry.inclusionProof
  const root = rootFromProof(4, 5, leafOf(b64(entry.canonicalizedBody)), proof.hashes.map(b64))
  expect(root?.toString('base64')).toBe(proof.rootHash)

  const { tlogs } = JSON.parse(await readFile(trustedRootPath, 'utf8'))
  const { publicKey, logId } = tlogs[0]
  const origin = 'log2026-1.practice.countermark.test'
  const raw = b64(publicKey.rawBytes).subarray(-32)
  const keyId = createHash('sha256').update(`${origin}\n`).update(Buffer.of(1)).update(raw).digest()
  expect(logId.keyId).toBe(keyId.toString('base64'))
  expect(entry.logId.keyId).toBe(logId.keyId)
  const [note = '', line = ''] = proof.checkpoint.envelope.split('\n\n')
  expect(note).toBe(`${origin}\n5\n${proof.rootHash}`)
  const [, name, signature = ''] = /^\u2014 (\S+) (\S+)\n$/.exec(line) ?? []
  expect(name).toBe(origin)
  expect(b64(signature).subarray(0, 4)).toEqual(keyId.subarray(0, 4))
  const key = createPublicKey({ key: b64(publicKey.rawBytes), format: 'der', type: 'spki' })
  expect(verify(null, Buffer.from(`${note}\n`), key, b64(signature).subarray(4))).toBe(true)
})

test('the body is canonical JSON of what was sent', async () => {
  const { baseUrl } = await practice()
  const keys = newKey()
  const request = entryFor('text', keys)
  const { canonicalizedBody } = (await (await addEntry(baseUrl, request)).json()) as LogAnswer
  const text = b64(canonicalizedBody).toString('utf8')
  const body = JSON.parse(text)
  expect(text).toBe(json.canonicalize(body))
  const { digest, signature } = request.hashedRekordRequestV002
  expect(body).toEqual({
    apiVersion: '0.0.2',
    kind: 'hashedrekord',
    spec: { hashedRekordV002: { data: { algorithm: 'SHA2_256', digest }, signature } },
  })
})

test('entries of P-384 and P-521 keys are taken, with the hash that belongs to them', async () => {
  const { baseUrl } = await practice()
  for (const [curve, hash, keyDetails, algorithm] of [
    ['P-384', 'sha384', 'PKIX_ECDSA_P384_SHA_384', 'SHA2_384'],
    ['P-521', 'sha512', 'PKIX_ECDSA_P521_SHA_512', 'SHA2_512'],
  ] as const) {
    const { publicKey, privateKey } = newKey(curve)
    const rawBytes = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
    const signature = sign(hash, Buffer.from('text'), privateKey)
    const digest = createHash(hash).update('text').digest()
    const answer = await addEntry(baseUrl, entryRequest(digest, signature, { publicKey: { rawBytes }, keyDetails }))
    expect(answer.status).toBe(201)
    const { canonicalizedBody } = (await answer.json()) as LogAnswer
    expect(b64(canonicalizedBody).toString('utf8')).toContain(`"algorithm":"${algorithm}"`)
  }
})

test('signatures with a high s are as good as any: many of one key are all taken', async () => {
  const { baseUrl } = await practice()
  const keys = newKey()
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => addEntry(baseUrl, entryFor(`text ${i}`, keys))),
  )
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201))
})

test('what does not fit together is refused and not logged', async () => {
  const { baseUrl } = await practice()
  const keys = newKey()
  const [leaf = Buffer.alloc(0)] = await getCertificate(baseUrl, keys)
  const digest = createHash('sha256').update('text').digest()
  const signature = sign('sha256', Buffer.from('text'), keys.privateKey)
  const rawBytes = keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const publicKey = { rawBytes }
  const x509Certificate = { rawBytes: leaf.toString('base64') }
  const other = newKey().publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const ed25519 = generateKeyPairSync('ed25519')
  const ed25519Key = ed25519.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const wrong = [
    entryRequest(createHash('sha256').update('other').digest(), signature, { publicKey }),
    entryRequest(digest, sign('sha256', digest, keys.privateKey), { publicKey }),
    entryRequest(digest, signature, { publicKey: { rawBytes: other } }),
    entryRequest(digest, signature, { publicKey, x509Certificate }),
    entryRequest(digest, signature, {}),
    entryRequest(digest, signature, { publicKey, keyDetails: 'PKIX_ECDSA_P384_SHA_384' }),
    entryRequest(digest, signature, { publicKey, keyDetails: 'PKIX_RSA_PKCS1V15_2048_SHA256' }),
    entryRequest(digest, signature, { publicKey, keyDetails: 'constructor' }),
    entryRequest(digest, sign(null, digest, ed25519.privateKey), {
      publicKey: { rawBytes: ed25519Key },
      keyDetails: 'PKIX_ED25519',
    }),
    entryRequest(digest.subarray(1), signature, { publicKey }),
    entryRequest(digest, Buffer.from('nonsense'), { publicKey }),
    entryRequest(digest, signature, { publicKey: { rawBytes: 'AAAA' } }),
    entryRequest(digest, signature, { x509Certificate: publicKey }),
    { hashedRekordRequestV002: {} },
    { hashedRekordRequestV002: null },
  ]
  for (const request of wrong) {
    const answer = await addEntry(baseUrl, request)
    const body = (await answer.json()) as { code: number; message: string }
    expect([answer.status, body.code], JSON.stringify(request)).toEqual([400, 3])
    expect(body.message).toContain('hashedrekord')
  }
  const checkpoint = await (await fetch(`${baseUrl}/api/v2/checkpoint`)).text()
  expect(checkpoint.split('\n')[1]).toBe('1')
})

test.each([[{ hashedRekordRequestV002: {}, dsseRequestV002: {} }], [{}], ['null'], ['{']])(
  'a request of another type is refused: %j',
  async (request) => {
    const { baseUrl } = await practice()
    const answer = await postJson(`${baseUrl}/api/v2/log/entries`, request)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toEqual({ code: 3, message: 'invalid type, must be hashedrekord', details: [] })
  },
)

test('the same entry twice is told its index', async () => {
  const { baseUrl } = await practice()
  const keys = newKey()
  await addEntry(baseUrl, entryFor('first', keys))
  const request = entryFor('second', keys)
  const answers = await Promise.all([
    addEntry(baseUrl, request),
    addEntry(baseUrl, request),
    addEntry(baseUrl, request),
  ])
  answers.push(await addEntry(baseUrl, request))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409])
  for (const answer of answers.filter(({ status }) => status === 409)) {
    expect(answer.headers.get('x-index')).toBe('2')
    expect(await answer.json()).toMatchObject({ code: 6, message: expect.stringContaining('index 2') })
  }
})

test('the log can be read by tiles: hashes, entries and the checkpoint agree', async () => {
  const { baseUrl } = await practice()
  const keys = newKey()
  const bodies: Buffer[] = []
  for (let i = 0; i < 3; i++) {
    const { canonicalizedBody } = (await (await addEntry(baseUrl, entryFor(`text ${i}`, keys))).json()) as LogAnswer
    bodies.push(b64(canonicalizedBody))
  }
  const tile = async (path: string) => {
    const answer = await fetch(`${baseUrl}/api/v2/tile/${path}`)
    return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) }
  }
  const own = (await tile('entries/000.p/1')).bytes.subarray(2)
  bodies.unshift(own)
  expect((await tile('0/000.p/4')).bytes).toEqual(Buffer.concat(bodies.map(leafOf)))
  const lengths = bodies.map(({ length }) => Buffer.of(length >> 8, length & 255))
  const entries = Buffer.concat(bodies.flatMap((body, i) => [lengths[i] ?? Buffer.alloc(0), body]))
  expect((await tile('entries/000.p/4')).bytes).toEqual(entries)
  expect((await tile('entries/000.p/3')).bytes).toEqual(
    entries.subarray(0, entries.length - (bodies[3]?.length ?? 0) - 2),
  )
  for (const path of [
    '0/000',
    '0/000.p/5',
    'entries/000',
    'entries/001.p/1',
    '1/000.p/1',
    '0/%2e%2e/instance.json',
    '../../instance.json',
  ]) {
    expect((await tile(path)).status, path).toBe(404)
  }
})
