/** What a release is written as: a picture, a receipt, and their names. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { marksOf, OUTLINES } from '../../../electron/contract/hallmark-marks.ts'
import type { Hallmark } from '../../../electron/contract/model/hallmark.ts'
import { exportName } from '../../../electron/core/export/file-name.ts'
import { hallmarkSvg } from '../../../electron/core/export/hallmark-svg.ts'
import { receiptJson } from '../../../electron/core/export/receipt.ts'
import { replay } from '../../../electron/core/signing/journal.ts'

const HALLMARK: Hallmark = {
  maker: 'ada@lovelace.example',
  fineness: 8.1,
  office: 'public',
  date: '2026-12-31T23:30:00.000Z',
  isPractice: false,
}

describe('the hallmark as a picture', () => {
  test('draws each mark by the outlines that the window draws', () => {
    const svg = hallmarkSvg('lattice', HALLMARK)
    for (const outline of Object.values(OUTLINES)) expect(svg).toContain(`d="${outline}"`)
    for (const { text } of marksOf(HALLMARK)) if (text) expect(svg).toContain(`>${text}</text>`)
    expect(svg).toContain('<title id="countermark-title">Hallmark of lattice</title>')
  })

  test('the day and its letter are those of UTC, wherever it is drawn', () => {
    const [, , , date] = marksOf(HALLMARK)
    expect(date).toMatchObject({ text: 'L', value: '31 Dec 2026' })
  })

  test('practice is hollow: nothing is filled but letters', () => {
    const svg = hallmarkSvg('lattice', { ...HALLMARK, isPractice: true })
    expect(svg).toContain('Practice hallmark of lattice')
    expect(svg).not.toContain('<mask')
    expect(svg.match(/<path[^>]*fill="currentColor"/g)).toBeNull()
  })

  test('the same hallmark gives the same bytes, and names nothing elsewhere', () => {
    const svg = hallmarkSvg('lattice', HALLMARK)
    expect(hallmarkSvg('lattice', { ...HALLMARK })).toBe(svg)
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|href|@import|<script/)
  })

  test('no text can leave its element, and nothing in it is invisible', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (title, maker) => {
        const svg = hallmarkSvg(title, { ...HALLMARK, maker })
        const plain = hallmarkSvg('', { ...HALLMARK, maker: '' })
        expect(svg.match(/</g)?.length).toBe(plain.match(/</g)?.length)
        expect(svg.match(/"/g)?.length).toBe(plain.match(/"/g)?.length)
        expect(svg).not.toMatch(/&(?!(amp|lt|gt|quot);)/)
        expect(svg.replaceAll('\n', '')).not.toMatch(/\p{C}/u)
      }),
    )
  })
})

describe('the name of an export', () => {
  test.each([
    ['lattice-1.0.0', false, 'lattice-1.0.0.receipt.json'],
    ['lattice-1.0.0', true, 'lattice-1.0.0.practice.receipt.json'],
    ['../../etc/passwd', false, 'etc-passwd.receipt.json'],
    ['C:\\temp\\x', false, 'C-temp-x.receipt.json'],
    ['.hidden', false, 'hidden.receipt.json'],
    ['con', false, 'release-con.receipt.json'],
    ['nul.tar', false, 'release-nul.tar.receipt.json'],
    ['invoice⟨U+202E⟩fdp', false, 'invoice-U+202E-fdp.receipt.json'],
    ['ein Löwe', false, 'ein-Löwe.receipt.json'],
    ['', false, 'release.receipt.json'],
    ['…', false, 'release.receipt.json'],
    ['x'.repeat(300), false, `${'x'.repeat(80)}.receipt.json`],
  ])('%j (practice: %s) is %s', (title, isPractice, name) =>
    expect(exportName(title, 'receipt.json', isPractice)).toBe(name),
  )
})

describe('a receipt', () => {
  const identity = { name: 'ada@lovelace.example', kind: 'email', issuer: 'https://issuer.example' }
  const at = '2026-11-23T10:00:00.000Z'
  const did = (step: string, record: unknown, file?: number) => ({ kind: 'did', step, file, record })
  const sha = (n: number) => String(n).repeat(64)
  const files = ['a.bin', 'b\u202e.bin', 'c.bin']
  const head = (session: 'sign' | 'attest') => ({
    kind: 'session',
    version: 1,
    id: `session-${'a'.repeat(32)}`,
    at,
    session,
    title: 'lattice',
    instance: {
      id: 'practice',
      title: 'Practice instance',
      isPractice: true,
      trustedRootPath: '/home/ada/root.json',
      log: 'log',
    },
    artifacts: files.map((name) => ({
      path: `/home/ada/${name}`,
      name,
      folder: '/home/ada',
      size: 1,
      bundleStem: `/home/ada/${name}`,
    })),
  })
  const digests = files.map((_, i) => did('digest', { sha256: sha(i), stamp: { size: 1, version: 'v' } }, i))
  const agreed = did('consent', { identity, grantedAt: at })
  const signed = (i: number) => [
    did('bundle', { json: { mediaType: 'bundle', number: i } }, i),
    did('verify', { identity, time: at }, i),
    did('save', { path: `/home/ada/${i}`, name: `${i}` }, i),
  ]

  test('names each signed file with its bundle, and those that have none', () => {
    const text = receiptJson(replay([head('sign'), ...digests, agreed, ...signed(0), ...signed(1)]))
    const receipt = JSON.parse(text)
    expect(receipt).toMatchObject({
      _type: 'https://in-toto.io/Statement/v1',
      predicateType: 'https://github.com/countermark/countermark/blob/main/docs/receipt-v1.md',
      subject: [
        { name: 'a.bin', digest: { sha256: sha(0) } },
        { name: 'b\u202e.bin', digest: { sha256: sha(1) } },
      ],
      predicate: {
        isPractice: true,
        identity,
        unsigned: ['c.bin'],
        bundles: [
          { subjects: [0], bundle: { number: 0 } },
          { subjects: [1], bundle: { number: 1 } },
        ],
      },
    })
    // Nothing of the machine, and nothing that cannot be seen.
    expect(text).not.toContain('/home/ada')
    expect(text).not.toContain('\u202e')
    expect(text).toContain('b\\u202e.bin')
  })

  test('a statement about all files is there once', () => {
    const saved = files.map((_, i) => did('save-statement', { path: `/home/ada/${i}`, name: `${i}` }, i))
    const bundle = did('bundle-statement', { json: { mediaType: 'bundle' } })
    const verified = did('verify-statement', { identity, time: at })
    const { predicate } = JSON.parse(
      receiptJson(replay([head('attest'), ...digests, agreed, bundle, verified, ...saved])),
    )
    expect(predicate.bundles).toEqual([{ subjects: [0, 1, 2], bundle: { mediaType: 'bundle' } }])
  })

  test('there is none while nothing is signed', () => {
    expect(() => receiptJson(replay([head('sign'), ...digests, agreed]))).toThrow(
      expect.objectContaining({ code: 'release.unsigned' }),
    )
  })
})
