import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeStatement, type Subject } from '../../../electron/core/attestations/statement.ts'

const digest = (byte: number) => byte.toString(16).padStart(2, '0').repeat(32)
const subject: Subject = { name: 'toolbox-1.4.0.tgz', sha256: digest(7) }
const predicate = { type: 'https://example.test/review/v1', body: { approved: true } }

const TEXT = `{
  "_type": "https://in-toto.io/Statement/v1",
  "subject": [
    {
      "name": "toolbox-1.4.0.tgz",
      "digest": {
        "sha256": "${digest(7)}"
      }
    }
  ],
  "predicateType": "https://example.test/review/v1",
  "predicate": {
    "approved": true
  }
}`

const codeOf = (act: () => unknown): unknown => {
  try {
    act()
  } catch (error) {
    return error
  }
  return undefined
}

describe('a statement', () => {
  it('shows exactly the bytes that are signed', () => {
    const statement = makeStatement([subject], predicate)
    expect(statement.payloadType).toBe('application/vnd.in-toto+json')
    expect(statement.preview).toBe(TEXT)
    expect(statement.payload.equals(Buffer.from(TEXT))).toBe(true)
  })

  it('keeps every name and value, and shows nothing that is invisible, for any JSON', () => {
    const name = fc
      .string({ unit: 'binary', minLength: 1 })
      .filter((text) => !/[\p{Cs}\0/]/u.test(text) && text !== '.' && text !== '..')
    const names = fc.uniqueArray(name, { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(names, fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), (subjectNames, body) => {
        const subjects = subjectNames.map((text, at) => ({ name: text, sha256: digest(at) }))
        const statement = makeStatement(subjects, { type: 'urn:example:any', body })
        const read = JSON.parse(statement.payload.toString())
        expect(read.subject).toEqual(subjects.map(({ name: text, sha256 }) => ({ name: text, digest: { sha256 } })))
        expect(read.predicate).toEqual(JSON.parse(JSON.stringify(body)))
        expect(statement.payload.toString()).toBe(statement.preview)
        expect(statement.preview.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
        expect(makeStatement(subjects, { type: 'urn:example:any', body }).payload.equals(statement.payload)).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it('shows characters that reorder a line as escapes, and keeps their meaning', () => {
    const name = 'invoice\u202efdp.exe'
    const { preview } = makeStatement([{ ...subject, name }], predicate)
    expect(preview).toContain('"name": "invoice\\u202efdp.exe"')
    expect(JSON.parse(preview).subject[0].name).toBe(name)
  })

  it('takes ten thousand subjects', () => {
    const subjects = Array.from({ length: 10_000 }, (_, at) => ({ name: `part-${at}`, sha256: digest(at % 256) }))
    expect(JSON.parse(makeStatement(subjects, predicate).preview).subject).toHaveLength(10_000)
  })

  it.each<[string, readonly Subject[], string]>([
    ['no subject', [], 'attestation.no-subject'],
    ['a folder in a name', [{ ...subject, name: 'dist/toolbox.tgz' }], 'attestation.subject-name'],
    ['an empty name', [{ ...subject, name: '' }], 'attestation.subject-name'],
    ['the name of a folder', [{ ...subject, name: '..' }], 'attestation.subject-name'],
    ['half a surrogate pair', [{ ...subject, name: 'a\ud800' }], 'attestation.subject-name'],
    ['a shorter digest', [{ ...subject, sha256: 'abcd' }], 'attestation.subject-digest'],
    ['a digest in upper case', [{ ...subject, sha256: 'AB'.repeat(32) }], 'attestation.subject-digest'],
    ['one name for two digests', [subject, { ...subject, sha256: digest(8) }], 'attestation.same-subject'],
  ])('refuses %s', (_, subjects, code) => {
    expect(codeOf(() => makeStatement(subjects, predicate))).toMatchObject({ code })
  })

  it('refuses what a log would not take', () => {
    const body = { notes: 'x'.repeat(17 * 2 ** 20) }
    expect(codeOf(() => makeStatement([subject], { ...predicate, body }))).toMatchObject({
      code: 'attestation.too-large',
    })
  })
})
