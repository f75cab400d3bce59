/** YAML as Go's yaml reads it: what is refused, and where; what else is read, and on which lines it stands. */
import { describe, expect, it } from 'vitest'
import { readYaml, type YamlNode } from '../../../electron/core/formats/yaml-nodes.ts'
import { BY_LINES, PLAIN, QUOTED } from './yaml-text-cases.ts'
import { BLOCKS, DOCUMENTS, FLOW, PROPERTIES } from './yaml-tree-cases.ts'

function printed(node: YamlNode | undefined): string {
  if (!node) return 'nothing'
  const text = JSON.stringify(node.text.value)
  const entries = () =>
    node.entries().map(({ key, value }) => `${JSON.stringify(key.value)}@${key.line}: ${printed(value)}`)
  const what = {
    scalar: () => text,
    alias: () => '*',
    list: () => `[${node.items.map(printed).join(', ')}]`,
    map: () => `{${entries().join(', ')}}`,
  }
  return `${what[node.kind]()}@${node.line}`
}

function read(bytes: string | Uint8Array, withAliases = false): string {
  const result = readYaml(Buffer.from(bytes as string), { withAliases }, printed)
  return 'error' in result ? `${result.line}:${result.column} ${result.error}` : result.value
}

describe.each(Object.entries({ PLAIN, QUOTED, BY_LINES, BLOCKS, FLOW, PROPERTIES, DOCUMENTS }))('%s', (_, cases) => {
  it.each(Object.entries(cases))('%j', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('limits', () => {
  const TOO_DEEP = 'exceeded max depth of 10000'
  const deepMap = (levels: number) => Array.from({ length: levels }, (_, i) => `${' '.repeat(i)}a:`).join('\n')
  it.each<[string, string, string]>([
    ['brackets', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, ''],
    ['one more of them', '['.repeat(10_001), `0:10000 ${TOO_DEEP}`],
    ['lists in lists', '- '.repeat(10_000), ''],
    ['one more of them', '- '.repeat(10_001), `0:20000 ${TOO_DEEP}`],
    ['mappings in mappings', deepMap(3000), ''],
    ['mappings in lists of one pair', `${'[a: '.repeat(10_000)}${']'.repeat(10_000)}`, ''],
    ['a long key', `${'k'.repeat(1024)}: a`, ''],
    ['one that is longer', `${'k'.repeat(1025)}: a`, '0:1025 mapping values are not allowed in this context'],
    ['letters of two places in a key', `${'\u{1f600}'.repeat(1024)}: a`, ''],
    ['one more of them', `${'\u{1f600}'.repeat(1025)}: a`, '0:1025 mapping values are not allowed in this context'],
  ])('%s', (_, text, expected) => {
    const result = readYaml(Buffer.from(text), {}, () => '')
    expect('error' in result ? `${result.line}:${result.column} ${result.error}` : result.value).toBe(expected)
  })

  it('reads no further than it has to', () => {
    const more = (count: number) => `a: b\n---\n${'c: d\n'.repeat(count)}`
    expect(read(`${more(90)}\u0001`)).toBe('0:0 control characters are not allowed')
    expect(read(`${more(200)}\u0001`)).toBe('{"a"@1: "b"@1}@1')
    expect(read(`${more(90)}\xe9`)).toBe('{"a"@1: "b"@1}@1')
  })
})

describe('bytes', () => {
  const wide = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')
  it.each<[string, Uint8Array, string]>([
    ['UTF-16', wide('a: \u00e9\u{1f600}'), '{"a"@1: "\u00e9\u{1f600}"@1}@1'],
    ['UTF-16, the other way round', wide('a: b').swap16(), '{"a"@1: "b"@1}@1'],
    ['half a letter', wide('a: b').subarray(0, 9), '0:0 incomplete UTF-16 character'],
    ['half a pair', wide('a: \ud83d'), '0:0 incomplete UTF-16 surrogate pair'],
    ['half a pair before another letter', wide('\ud83da: '), '0:0 expected low surrogate area'],
    ['the other half', wide('\ude00'), '0:0 unexpected low surrogate area'],
    ['Latin 1', Buffer.from('a: \xe9b', 'latin1'), '0:0 incomplete UTF-8 octet sequence'],
    ['more Latin 1', Buffer.from('a: \xe9bc', 'latin1'), '0:0 invalid trailing UTF-8 octet'],
    ['no letter at all', Buffer.from('a: \xff', 'latin1'), '0:0 invalid leading UTF-8 octet'],
    ['a letter that is written too long', Buffer.from([0xc0, 0x80]), '0:0 invalid length of a UTF-8 sequence'],
    ['half a pair in UTF-8', Buffer.from([0xed, 0xa0, 0x80]), '0:0 invalid Unicode character'],
    [
      'a letter across the edge of what is read at a time',
      Buffer.from(`${'#'.repeat(511)}\u00e9\na: b`),
      '{"a"@2: "b"@2}@2',
    ],
  ])('%s', (_, bytes, expected) => {
    expect(read(bytes)).toBe(expected)
  })
})

describe('aliases that are resolved', () => {
  it.each([
    ['a: &b c\nd: *b', '{"a"@1: "c"@1, "d"@2: "c"@1}@1'],
    ['&a b: &c {d: *a}\n*a : e\nf: *c', '{"b"@1: {"d"@1: "b"@1}@1, "f"@3: {"d"@1: "b"@1}@1}@1'],
    ['a: &b {c: d}\n<<: *b\ne: {"<<": *b}', '{"a"@1: {"c"@1: "d"@1}@1, "e"@3: {}@3}@1'],
    ['- &a b\n- *a\n- &a c\n- *a', '["b"@1, "b"@1, "c"@3, "c"@3]@1'],
    ['a: *b', "0:0 yaml: unknown anchor 'b' referenced"],
  ])('%j', (text, expected) => {
    expect(read(text, true)).toBe(expected)
  })
})
