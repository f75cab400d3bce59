import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { json } from '@sigstore/core'
import { expect, test } from 'vitest'
import { leafOf, rootFromProof } from './naive-merkle.ts'
import { EMAIL, getCertificate, newKey, postJson, practice } from './practice-client.ts'
import {
  addRekord,
  bundledEntry,
  dsseFor,
  envelopeFor,
  pemOf,
  type RekorV1Answer,
  rekordFor,
} from './rekor-v1-client.ts'
import { verifyBundle } from './verify-bundle.ts'

const HOST = 'rekor.practice.countermark.test'
const hex = (text: string) => Buffer.from(text, 'hex')

async function entryOf(answer: Response) {
  const [[id = '', entry] = []] = Object.entries((await answer.json()) as RekorV1Answer)
  if (!entry) throw new Error(`no entry: ${answer.status}`)
  return { id, entry }
}

const spkiPem = (keys: ReturnType<typeof newKey>) => keys.publicKey.export({ type: 'spki', format: 'pem' }).toString()

test('the answer promises and proves the entry, and names it by tree and leaf', async () => {
  const now = new Date('2026-11-23T12:00:00.900Z')
  const { baseUrl, trustedRootPath } = await practice({ now: () => now })
  const keys = newKey()
  for (const text of ['one', 'two']) await addRekord(baseUrl, rekordFor(text, keys))
  const request = rekordFor('three', keys)
  const answer = await addRekord(baseUrl, request)
  expect(answer.status).toBe(201)
  const { id, entry } = await entryOf(answer)
  expect(answer.headers.get('location')).toBe(`/api/v1/log/entries/${id}`)
  const body = Buffer.from(entry.body, 'base64')
  expect(body.toString('utf8')).toBe(json.canonicalize(request))
  expect(entry.integratedTime).toBe(Date.parse('2026-11-23T12:00:00Z') / 1000)

  const { tlogs } = JSON.parse(await readFile(trustedRootPath, 'utf8'))
  const trusted = tlogs.find(({ baseUrl }: { baseUrl: string }) => baseUrl === `https://${HOST}`)
  const spki = Buffer.from(trusted.publicKey.rawBytes, 'base64')
  const logId = createHash('sha256').update(spki).digest()
  expect(trusted).toMatchObject({
    publicKey: { keyDetails: 'PKIX_ECDSA_P256_SHA_256' },
    logId: { keyId: logId.toString('base64') },
  })
  expect(entry.logID).toBe(logId.toString('hex'))
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' })
  expect((await (await fetch(`${baseUrl}/api/v1/log/publicKey`)).text()).trim()).toBe(
    key.export({ type: 'spki', format: 'pem' }).toString().trim(),
  )

  const { verification, ...promised } = entry
  const promise = Buffer.from(verification.signedEntryTimestamp, 'base64')
  expect(verify('sha256', Buffer.from(json.canonicalize(promised)), key, promise)).toBe(true)

  const proof = verification.inclusionProof
  expect(proof).toMatchObject({ logIndex: 3, treeSize: 4 })
  expect(rootFromProof(3, 4, leafOf(body), proof.hashes.map(hex))?.toString('hex')).toBe(proof.rootHash)
  const { treeID } = (await (await fetch(`${baseUrl}/api/v1/log`)).json()) as { treeID: string }
  expect(id).toBe(`${BigInt(treeID).toString(16).padStart(16, '0')}${leafOf(body).toString('hex')}`)
  const [note = '', line = ''] = proof.checkpoint.split('\n\n')
  expect(note).toBe(`${HOST} - ${treeID}\n4\n${hex(proof.rootHash).toString('base64')}`)
  const [, name, encoded = ''] = /^\u2014 (\S+) (\S+)\n$/.exec(line) ?? []
  const hinted = Buffer.from(encoded, 'base64')
  expect([name, hinted.subarray(0, 4)]).toEqual([HOST, logId.subarray(0, 4)])
  expect(verify('sha256', Buffer.from(`${note}\n`), key, hinted.subarray(4))).toBe(true)
})

test.each(['messageSignature', 'dsseEnvelope'] as const)(
  'a bundle of this log with a %s verifies with the Sigstore libraries, without any timestamp',
  async (content) => {
    const { baseUrl, trustedRootPath } = await practice()
    const artifact = Buffer.from('a small release')
    const keys = newKey()
    const [leaf = Buffer.alloc(0)] = await getCertificate(baseUrl, keys)
    const digest = createHash('sha256').update(artifact).digest('base64')
    const rekord = rekordFor(artifact.toString(), keys, { pem: pemOf(leaf) })
    const envelope = envelopeFor('{"_type":"https://in-toto.io/Statement/v1"}', [keys.privateKey])
    const request = content === 'dsseEnvelope' ? dsseFor(envelope, [pemOf(leaf)]) : rekord
    const answer = (await (await addRekord(baseUrl, request)).json()) as RekorV1Answer
    const { signature } = rekord.spec
    const bundle = {
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      verificationMaterial: {
        certificate: { rawBytes: leaf.toString('base64') },
        tlogEntries: [bundledEntry(answer)],
        timestampVerificationData: { rfc3161Timestamps: [] },
      },
      ...(content === 'dsseEnvelope'
        ? { dsseEnvelope: { ...envelope, signatures: envelope.signatures.map(({ sig }) => ({ sig, keyid: '' })) } }
        : { messageSignature: { messageDigest: { algorithm: 'SHA2_256', digest }, signature: signature.content } }),
    }
    const { identity } = await verifyBundle(trustedRootPath, bundle, artifact)
    expect(identity?.subjectAlternativeName).toBe(EMAIL)
  },
)

test('an envelope is kept as its hashes, its signatures and their verifiers, in canonical JSON', async () => {
  const { baseUrl } = await practice()
  const [one, two] = [newKey(), newKey('P-384')]
  const payload = '{"subject":[{"name":"ü"}]}'
  const signatures = [
    ...envelopeFor(payload, [one.privateKey]).signatures,
    ...envelopeFor(payload, [two.privateKey], 'sha384').signatures,
  ]
  const text = JSON.stringify({ ...envelopeFor(payload, []), signatures }, null, 1)
  const { entry } = await entryOf(await addRekord(baseUrl, dsseFor(text, [spkiPem(two), spkiPem(one)])))
  const body = Buffer.from(entry.body, 'base64').toString('utf8')
  expect(body).toBe(json.canonicalize(JSON.parse(body)))
  const sha256 = (data: string) => ({ algorithm: 'sha256', value: createHash('sha256').update(data).digest('hex') })
  const [first, second] = signatures.map(({ sig }) => sig)
  const written = [
    { signature: first, verifier: Buffer.from(spkiPem(one)).toString('base64') },
    { signature: second, verifier: Buffer.from(spkiPem(two)).toString('base64') },
  ].sort((a, b) => ((a.signature ?? '') < (b.signature ?? '') ? -1 : 1))
  expect(JSON.parse(body)).toEqual({
    apiVersion: '0.0.1',
    kind: 'dsse',
    spec: { envelopeHash: sha256(text), payloadHash: sha256(payload), signatures: written },
  })
})

test('keys of every kind that signs a digest are taken, and written in one spelling', async () => {
  const { baseUrl } = await practice()
  for (const [keys, hash] of [
    [newKey('P-384'), 'sha384'],
    [newKey('P-521'), 'sha512'],
    [generateKeyPairSync('rsa', { modulusLength: 2048 }), 'sha256'],
  ] as const) {
    const pem = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString()
    const untidy = `a key:\r\n${pem.replaceAll('\n', '\r\n')}\r\n`
    const { entry } = await entryOf(await addRekord(baseUrl, rekordFor('text', keys, { hash, pem: untidy })))
    const { spec } = JSON.parse(Buffer.from(entry.body, 'base64').toString('utf8'))
    expect(Buffer.from(spec.signature.publicKey.content, 'base64').toString('utf8')).toBe(pem)
  }
})

test('what does not fit together is refused with the reason, and not logged', async () => {
  const { baseUrl } = await practice()
  const [keys, others] = [newKey(), newKey()]
  const good = rekordFor('text', keys)
  const { data, signature } = good.spec
  const withSpec = (spec: object) => ({ ...good, spec: { ...good.spec, ...spec } })
  const withKey = (text: string) =>
    withSpec({ signature: { ...signature, publicKey: { content: Buffer.from(text).toString('base64') } } })
  const envelope = envelopeFor('{}', [keys.privateKey])
  const ed25519 = generateKeyPairSync('ed25519')
  const privatePem = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const wrong: [unknown, string][] = [
    [withSpec({ data: { hash: { ...data.hash, value: '00'.repeat(32) } } }), 'does not match'],
    [withSpec({ data: { hash: { ...data.hash, value: data.hash.value.slice(2) } } }), 'invalid value for hash'],
    [withSpec({ data: { hash: { ...data.hash, algorithm: 'sha384' } } }), 'sha384'],
    [withSpec({ data: { hash: { ...data.hash, algorithm: 'md5' } } }), 'hashedrekord'],
    [withSpec({ signature: { ...signature, content: 'AAAA' } }), 'does not match'],
    [withSpec({ signature: {} }), 'hashedrekord'],
    [withKey(spkiPem(others)), 'does not match'],
    [withKey(privatePem), 'PEM'],
    [withKey('nonsense'), 'PEM'],
    [withKey(`${spkiPem(keys)}${spkiPem(others)}`), 'PEM'],
    [withKey(ed25519.publicKey.export({ type: 'spki', format: 'pem' }).toString()), 'does not sign'],
    [{ ...good, kind: 'intoto', apiVersion: '0.0.2' }, 'intoto 0.0.2 is not kept here'],
    [{ ...good, apiVersion: '0.0.2' }, 'not kept here'],
    [{}, 'no kind'],
    ['{', 'no kind'],
    [dsseFor(envelope, [spkiPem(others)]), 'all signatures'],
    [dsseFor(envelopeFor('{}', [keys.privateKey, others.privateKey]), [spkiPem(keys)]), 'all signatures'],
    [dsseFor({ ...envelope, payload: 'e30x' }, [spkiPem(keys)]), 'all signatures'],
    [dsseFor({ ...envelope, payloadType: 'text/plain' }, [spkiPem(keys)]), 'all signatures'],
    [dsseFor({ ...envelope, signatures: [] }, [spkiPem(keys)]), 'not a DSSE envelope'],
    [dsseFor('{', [spkiPem(keys)]), 'not a DSSE envelope'],
    [dsseFor(envelope, ['nonsense']), 'PEM'],
    [dsseFor(envelope, []), 'verifiers'],
  ]
  for (const [request, words] of wrong) {
    const answer = await addRekord(baseUrl, request)
    const body = (await answer.json()) as { code: number; message: string }
    expect([answer.status, body.code], JSON.stringify(request)).toEqual([400, 400])
    expect(body.message).toContain(words)
  }
  expect(await (await fetch(`${baseUrl}/api/v1/log`)).json()).toMatchObject({ treeSize: 1 })
})

test('the same entry twice is told where it is, even while the first is on its way', async () => {
  const { baseUrl } = await practice()
  const keys = newKey()
  await addRekord(baseUrl, rekordFor('first', keys))
  const envelope = envelopeFor('{}', [keys.privateKey])
  for (const request of [rekordFor('second', keys), dsseFor(envelope, [spkiPem(keys)])]) {
    const answers = await Promise.all([1, 2, 3].map(() => addRekord(baseUrl, request)))
    answers.push(await addRekord(baseUrl, request))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409])
    const [made] = answers.filter(({ status }) => status === 201)
    const location = made?.headers.get('location') ?? ''
    for (const answer of answers.filter(({ status }) => status === 409)) {
      expect(answer.headers.get('location')).toBe(location)
      expect(await answer.json()).toMatchObject({
        code: 409,
        message: expect.stringContaining(location.slice(-80)),
      })
    }
    const found = (await (await fetch(`${baseUrl}${location}`)).json()) as RekorV1Answer
    expect(Object.keys(found)).toEqual([location.slice(-80)])
  }
})

test('an entry is found by its index, its leaf hash and its id, with a proof in the newest tree', async () => {
  const { baseUrl } = await practice()
  const keys = newKey()
  const { id, entry } = await entryOf(await addRekord(baseUrl, rekordFor('text 0', keys)))
  for (let i = 1; i < 5; i++) await addRekord(baseUrl, rekordFor(`text ${i}`, keys))
  const entries = `${baseUrl}/api/v1/log/entries`
  for (const url of [`${entries}/${id}`, `${entries}/${id.slice(16)}`, `${entries}?logIndex=1`]) {
    const found = await entryOf(await fetch(url))
    expect(found.id).toBe(id)
    expect(found.entry).toMatchObject({ body: entry.body, integratedTime: entry.integratedTime, logIndex: 1 })
    const { hashes, rootHash, treeSize } = found.entry.verification.inclusionProof
    expect(treeSize).toBe(6)
    const leaf = leafOf(Buffer.from(entry.body, 'base64'))
    expect(rootFromProof(1, 6, leaf, hashes.map(hex))?.toString('hex')).toBe(rootHash)
  }
  const otherTree = `${'0'.repeat(15)}1${id.slice(16)}`
  for (const path of [`/${otherTree}`, `/${'0'.repeat(64)}`, '/nonsense', '/', '?logIndex=6', '?logIndex=-1', '']) {
    const answer = await fetch(`${entries}${path}`)
    expect([answer.status, ((await answer.json()) as { code: number }).code], path).toEqual([404, 404])
  }
})

test('the log proves that it only grew', async () => {
  const { baseUrl } = await practice()
  const keys = newKey()
  const roots: string[] = []
  for (let i = 0; i < 5; i++) {
    await addRekord(baseUrl, rekordFor(`text ${i}`, keys))
    roots.push(((await (await fetch(`${baseUrl}/api/v1/log`)).json()) as { rootHash: string }).rootHash)
  }
  const proof = async (query: string) => {
    const answer = await fetch(`${baseUrl}/api/v1/log/proof?${query}`)
    return { status: answer.status, ...((await answer.json()) as { rootHash: string; hashes: string[] }) }
  }
  expect(await proof('firstSize=4&lastSize=6')).toMatchObject({ status: 200, rootHash: roots[4] })
  expect(await proof('lastSize=6')).toMatchObject({ status: 200, rootHash: roots[4] })
  // Of two trees of which one is complete, the proof is the hash that joins them.
  expect((await proof('firstSize=2&lastSize=3')).hashes).toHaveLength(1)
  for (const query of [
    'firstSize=6&lastSize=4',
    'firstSize=1&lastSize=7',
    'firstSize=0&lastSize=4',
    'firstSize=1',
    'lastSize=x',
    'firstSize=1&lastSize=2&treeID=1',
  ]) {
    expect((await proof(query)).status, query).toBe(400)
  }
})

test('both logs keep their own entries, and each its own index', async () => {
  const { baseUrl } = await practice()
  const keys = newKey()
  await addRekord(baseUrl, rekordFor('text', keys))
  const { entry } = await entryOf(await addRekord(baseUrl, rekordFor('more', keys)))
  expect(entry.logIndex).toBe(2)
  const checkpoint = await (await fetch(`${baseUrl}/api/v2/checkpoint`)).text()
  expect(checkpoint.split('\n')[1]).toBe('1')
})

test('an envelope of many megabytes is taken', async () => {
  const { baseUrl } = await practice()
  const keys = newKey()
  const envelope = envelopeFor('x'.repeat(8 * 1024 * 1024), [keys.privateKey])
  const answer = await postJson(`${baseUrl}/api/v1/log/entries`, dsseFor(envelope, [spkiPem(keys)]))
  expect(answer.status).toBe(201)
})

test('a signature over the digest of the digest is not one over the digest', async () => {
  const { baseUrl } = await practice()
  const keys = newKey()
  const good = rekordFor('text', keys)
  const content = sign('sha256', Buffer.from(good.spec.data.hash.value, 'hex'), keys.privateKey).toString('base64')
  const request = { ...good, spec: { ...good.spec, signature: { ...good.spec.signature, content } } }
  expect((await addRekord(baseUrl, request)).status).toBe(400)
})
