/** A file that is vouched for by a list of checksums, which is what was signed. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Asking, examine } from '../../../electron/core/verify/examine.ts'
import { trustedRootJson } from '../../fixtures/forge/authority.ts'
import { forgeAttestation, SIGNER } from '../../fixtures/forge.ts'

const CONTENT = 'what was released'
const digest = (text: string) => createHash('sha256').update(text).digest('hex')
const line = (text: string, name: string) => `${digest(text)}  ${name}\n`
const asking = (expected: Asking['expected']): Asking => ({
  trusted: [{ id: 'file', kind: 'file', title: 'root', text: JSON.stringify(trustedRootJson()) }],
  expected,
  isForPractice: false,
})
const ANY: Asking['expected'] = { kind: 'any-signer' }

/** A bundle of a text that is signed as a statement about it. */
const bundleOf = (text: string) =>
  JSON.stringify(
    forgeAttestation({
      payload: {
        _type: 'https://in-toto.io/Statement/v1',
        subject: [{ name: 'list', digest: { sha256: digest(text) } }],
        predicateType: 'https://example.org/release/v1',
        predicate: {},
      },
    }),
  )

async function of(files: Readonly<Record<string, string>>, content = CONTENT, expected = ANY) {
  const names = new Set(['tool.zip', ...Object.keys(files)])
  const { examination } = await examine({ path: '/r/tool.zip' }, asking(expected), {
    files: {
      read: async (path) => {
        const text = files[path.slice('/r/'.length)]
        return text === undefined ? undefined : Buffer.from(text)
      },
      digest: async () => ({ sha256: digest(content), stamp: { size: 1, version: '1' } }),
    },
    namesIn: async () => names,
    signal: new AbortController().signal,
  })
  const outcomes = Object.fromEntries(examination.verdicts.map(({ verdict, outcome }) => [verdict, outcome]))
  return { examination, outcomes, says: examination.verdicts[0]?.says }
}

describe('a list of checksums', () => {
  const list = line('another', 'other.zip') + line(CONTENT, 'tool.zip')

  it.each(['SHA256SUMS', 'sha256sums.txt', 'checksums.txt', 'tool_1.4.2_checksums.txt', 'tool_1.4.2_SHA256SUMS'])(
    '%s that was signed vouches for the files in it',
    async (name) => {
      const { outcomes, says, examination } = await of({ [name]: list, [`${name}.sigstore.json`]: bundleOf(list) })
      expect(outcomes).toMatchObject({ unaltered: 'pass', signed: 'pass', logged: 'pass' })
      expect(examination.outcome).toBe('pass')
      expect(says).toBe(`The file has the digest that ${name} lists, and that list is the one that was signed.`)
    },
  )

  it('of one file is named after it', async () => {
    const text = `${digest(CONTENT)}\n`
    expect(
      (await of({ 'tool.zip.sha256': text, 'tool.zip.sha256.sigstore.json': bundleOf(text) })).outcomes.unaltered,
    ).toBe('pass')
  })

  it('in the forms of other tools', async () => {
    for (const text of [`${digest(CONTENT)} *tool.zip\r\n`, `${digest(CONTENT).toUpperCase()}  ./tool.zip`]) {
      expect((await of({ SHA256SUMS: text, 'SHA256SUMS.sigstore.json': bundleOf(text) })).outcomes.unaltered).toBe(
        'pass',
      )
    }
  })

  it('that was signed by somebody else than was expected fails', async () => {
    const files = { SHA256SUMS: list, 'SHA256SUMS.sigstore.json': bundleOf(list) }
    const expected = { kind: 'identity', name: SIGNER.name, issuer: SIGNER.issuer } as const
    expect((await of(files, CONTENT, expected)).examination.outcome).toBe('pass')
    expect((await of(files, CONTENT, { ...expected, name: 'eve@example.org' })).outcomes.expected).toBe('fail')
  })

  it('that names another digest is no match', async () => {
    const { outcomes, says } = await of({ SHA256SUMS: list, 'SHA256SUMS.sigstore.json': bundleOf(list) }, 'altered')
    expect(outcomes.unaltered).toBe('fail')
    expect(says).toContain('another digest')
  })

  it('that was altered after it was signed vouches for nothing', async () => {
    const { examination } = await of({ SHA256SUMS: list, 'SHA256SUMS.sigstore.json': bundleOf(line('x', 'tool.zip')) })
    expect(examination.outcome).toBe('fail')
  })

  it('that nobody signed says so, and decides nothing', async () => {
    const { examination, says } = await of({ SHA256SUMS: list })
    expect(examination.outcome).toBe('cannot-tell')
    expect(says).toContain('nobody is known to have signed that list')
  })

  it('is passed over where the file has evidence of its own, where it does not name the file, and where it is none', async () => {
    const own = { 'tool.zip.sigstore.json': bundleOf(CONTENT) }
    expect((await of({ ...own, SHA256SUMS: line('x', 'tool.zip') })).examination.bundle).toBe(
      '/r/tool.zip.sigstore.json',
    )
    expect((await of({ SHA256SUMS: line(CONTENT, 'other.zip') })).examination.bundle).toBeUndefined()
    expect((await of({ 'checksums.txt': '<!doctype html>' })).examination.bundle).toBeUndefined()
  })
})
