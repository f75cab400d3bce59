/** Bundles that are made to break a reader: sizes, depths, encodings. Each gets a typed answer, and soon. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { createFiles } from '../../../electron/adapters/files.ts'
import { bundlesIn, parseBundles } from '../../../electron/core/verify/evidence/bundles-in.ts'
import { pgpKeyId } from '../../../electron/core/verify/openpgp.ts'
import { reasons } from '../../../electron/core/verify/reasons.ts'
import { forge, forgeAttestation, statement } from '../../fixtures/forge.ts'
import { ask } from './asking.ts'
import { type Entry, entryOf } from './cases.ts'

/** Generous: a machine under load must not fail it, and a hang must. */
const SOON_MS = 5_000

/** The reason of a rejection that came soon. Nothing hostile is ever accepted. */
function rejection(bundle: unknown): string {
  const begun = performance.now()
  const found = ask(bundle)
  expect(performance.now() - begun).toBeLessThan(SOON_MS)
  expect(found.ok).toBe(false)
  const reason = found.ok ? '' : found.reason
  expect(Object.keys(reasons)).toContain(reason)
  return reason
}

const nested = (depth: number, [open, close]: readonly [string, string] = ['[', ']']): string =>
  open.repeat(depth) + close.repeat(depth)

describe('a bundle', () => {
  it.each<[string, () => unknown]>([
    ['of a hundred thousand lists in one another', () => parseBundles(nested(100_000))[0]],
    ['with a member that goes that deep', () => ({ ...forge(), extra: JSON.parse(nested(5_000)), mediaType: 'x' })],
    ['with a hundred thousand entries', () => withEntries(100_000)],
    ['with a hundred thousand hashes in its proof', () => withHashes(100_000)],
    ['with a hundred thousand timestamps', () => withStamps(100_000)],
    ['with a hundred thousand signatures', () => withSignatures(100_000)],
    ['with half a letter as its type', () => ({ ...forge(), mediaType: '\ud800' })],
    ['that inherits what it lacks', () => Object.create(forge())],
    [
      'with a getter that throws',
      () => ({
        get mediaType(): string {
          throw new Error('boom')
        },
      }),
    ],
  ])('%s', (_, make) => {
    rejection(make())
  })

  it.each<[string, unknown]>([
    [
      'a hundred thousand subjects',
      {
        ...statement(),
        subject: Array.from({ length: 100_000 }, (_, i) => ({ name: `${i}`, digest: { sha256: '0'.repeat(64) } })),
      },
    ],
    [
      'a subject without an end',
      { ...statement(), subject: [{ name: 'x'.repeat(5_000_000), digest: { sha256: '0'.repeat(64) } }] },
    ],
    ['a payload that goes deep', Buffer.from(nested(100_000))],
    [
      'a predicate that goes deep',
      Buffer.from(
        JSON.stringify({ ...statement('0'.repeat(64)), predicate: 0 }).replace(
          '"predicate":0',
          `"predicate":${nested(4_000, ['{"a":', '1}']).replace('{"a":1}', '1')}`,
        ),
      ),
    ],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00])],
  ])('that attests %s', (_, payload) => {
    rejection(forgeAttestation({ payload }))
  })
})

const edit = (change: (entry: Entry, bundle: ReturnType<typeof forge>) => void) => {
  const bundle = forge()
  change(entryOf(bundle), bundle)
  return bundle
}
const withEntries = (n: number) =>
  edit((entry, b) => Object.assign(b.verificationMaterial, { tlogEntries: new Array(n).fill(entry) }))
const withHashes = (n: number) =>
  edit(({ inclusionProof: proof }) => Object.assign(proof, { hashes: new Array(n).fill(proof.rootHash) }))
const withStamps = (n: number) =>
  edit((_, { verificationMaterial: { timestampVerificationData: data } }) =>
    Object.assign(data, { rfc3161Timestamps: new Array(n).fill(data.rfc3161Timestamps[0]) }),
  )
function withSignatures(n: number) {
  const bundle = forgeAttestation()
  return {
    ...bundle,
    dsseEnvelope: { ...bundle.dsseEnvelope, signatures: new Array(n).fill(bundle.dsseEnvelope.signatures[0]) },
  }
}

/** DER that lies about its lengths, goes on for ever, or ends too soon. */
const hostileDer = fc.oneof(
  fc.constantFrom(
    Buffer.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xff]),
    Buffer.from([0x30, 0x80, 0x30, 0x80]),
    Buffer.from([0x30, 0x89, ...new Array(9).fill(0xff)]),
    Buffer.from([0x1f, ...new Array(50).fill(0xff)]),
    Buffer.concat(Array.from({ length: 5_000 }, () => Buffer.from([0x30, 0x80]))),
    Buffer.from([0x06, 0x00]),
    Buffer.from([0x02, 0x00]),
    Buffer.from([0x17, 0x01, 0x5a]),
  ),
  fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
)

/** A sound piece of DER with one of its bytes replaced, some cut off, or something put in between. */
const spoilt = (base64: string) =>
  fc.tuple(fc.nat(), hostileDer, fc.constantFrom('replace', 'cut', 'insert')).map(([at, bytes, how]) => {
    const whole = Buffer.from(base64, 'base64')
    const place = at % whole.length
    const rest = how === 'insert' ? whole.subarray(place) : whole.subarray(place + bytes.length)
    const parts = how === 'cut' ? [whole.subarray(0, place)] : [whole.subarray(0, place), bytes, rest]
    const made = Buffer.concat(parts)
    return made.equals(whole) ? Buffer.from([0]) : made
  })

const sound = forge()
const leaf = (sound.verificationMaterial as { certificate?: { rawBytes: string } }).certificate?.rawBytes ?? ''
const [stamp] = sound.verificationMaterial.timestampVerificationData.rfc3161Timestamps
const BOUNDED = { numRuns: 2_000, interruptAfterTimeLimit: 4_000 } as const

describe('hostile DER', () => {
  const material = (over: Record<string, unknown>) => ({
    ...sound,
    verificationMaterial: { ...sound.verificationMaterial, ...over },
  })

  it('as the certificate', () => {
    fc.assert(
      fc.property(fc.oneof(hostileDer, spoilt(leaf)), (der) => {
        rejection(material({ certificate: { rawBytes: der.toString('base64') } }))
      }),
      BOUNDED,
    )
  })

  it('as the timestamp, which tells the same time or none', () => {
    const { times } = ask(sound) as { times?: readonly Date[] }
    fc.assert(
      fc.property(fc.oneof(hostileDer, spoilt(stamp?.signedTimestamp ?? '')), (der) => {
        const rfc3161Timestamps = [{ signedTimestamp: der.toString('base64') }]
        const bundle = material({ timestampVerificationData: { rfc3161Timestamps } })
        const found = ask(bundle)
        // Not every byte of a timestamp is signed: names of algorithms are hints.
        if (found.ok) expect(found.times).toEqual(times)
        else rejection(bundle)
      }),
      BOUNDED,
    )
  })

  it('as an OpenPGP signature is nobody, or somebody', () => {
    fc.assert(
      fc.property(fc.oneof(hostileDer, fc.uint8Array({ maxLength: 200 })), (bytes) => {
        const text = `-----BEGIN PGP SIGNATURE-----\n\n${Buffer.from(bytes).toString('base64')}\n-----END PGP SIGNATURE-----\n`
        expect(pgpKeyId(text) ?? '').toMatch(/^[0-9A-F]*$/)
      }),
      BOUNDED,
    )
  })
})

test('a file of a hundred megabytes is no bundle, and is not read to its end', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'countermark-hostile-'))
  try {
    const path = join(folder, 'huge.sigstore.json')
    writeFileSync(path, Buffer.alloc(100 << 20, 0x5b))
    const before = process.memoryUsage().rss
    await expect(bundlesIn(path, createFiles())).rejects.toMatchObject({ code: 'files.failed' })
    expect(process.memoryUsage().rss - before).toBeLessThan(200 << 20)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
