/** Checks that look into files of every kind. */
import { describe, expect, it } from 'vitest'
import { checked } from '../../fakes/tree.ts'

const padded = (length: number, ...bytes: number[]) => Buffer.concat([Buffer.from(bytes)], length)

describe('Binary-Artifacts', () => {
  it.each<[string, string | Uint8Array, boolean]>([
    ['a', padded(60, 0x7f, 0x45, 0x4c, 0x46), true],
    ['a', padded(40, 0x7f, 0x45, 0x4c, 0x46), false],
    ['notes.txt', 'MZ is where it begins', true],
    ['A', padded(8, 0xca, 0xfe, 0xba, 0xbe), true],
    ['a.wasm', padded(8, 0x00, 0x61, 0x73, 0x6d, 0x01), true],
    ['a.jar', padded(64, 0x50, 0x4b, 0x03, 0x04), true],
    ['a.zip', padded(64, 0x50, 0x4b, 0x03, 0x04), false],
    ['a.JAR', padded(64, 0x50, 0x4b, 0x03, 0x04), false],
    ['a.exe', 'text, whatever it is called', false],
    ['a.exe', 'text\u0007 with a bell in it', true],
    ['a.exe', 'abc\u0007', false],
    ['a.exe', '', false],
    ['a.lib', 'umlauts: äöü €', false],
    ['testdata/a', 'MZ', false],
    ['x/src/test/a', 'MZ', false],
    ['test/a', 'MZ', true],
    ['a', 'MZxxxxxxWEBPx', false],
    ['a', 'MZxxftypisomxxxx', false],
    ['a', 'MZxxmoovxxxxxxxx', false],
    ['a', 'MZxxmoovxxxxxxx', true],
    ['a', 'MZxxftypqt  xxxx', true],
  ])('%s', async (path, content, isBinary) => {
    expect((await checked('binary-artifacts', { [path]: content })).score).toBe(isBinary ? 9 : 10)
  })

  it('costs no more than there is', async () => {
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`${i}.bin`, 'MZ']))
    expect(await checked('binary-artifacts', many)).toMatchObject({
      score: 0,
      reason: 'binaries present in source code',
    })
  })
})

describe('Fuzzing', () => {
  it.each<[string, string, string]>([
    ['a_test.go', 'func FuzzX(f *testing.F) {', 'GoBuiltInFuzzer'],
    ['a.ts', "import fc from 'fast-check'", 'TypeScriptPropertyBasedTesting'],
    ['a.jsx', 'require("@fast-check/jest")', 'JavaScriptPropertyBasedTesting'],
    ['a.py', 'import atheris', 'PythonAtherisFuzzer'],
    ['a.rs', 'use libfuzzer_sys::fuzz_target;', 'RustCargoFuzzer'],
    ['a.cc', 'int LLVMFuzzerTestOneInput(', 'CppLibFuzzer'],
  ])('%s', async (path, line, tool) => {
    const { score, details } = await checked('fuzzing', { [path]: `\n${line}\n` })
    expect(score).toBe(10)
    expect(details[0]).toMatchObject({ text: `${tool} integration found`, at: { path, line: 2 } })
  })

  it.each(['a.mjs', 'testdata/a.ts', 'a.tsx.bak'])('not in %s', async (path) => {
    expect((await checked('fuzzing', { [path]: "import fc from 'fast-check'" })).score).toBe(0)
  })

  it('by the configuration of a service, unless there is nothing in it', async () => {
    const of = async (text: string) => (await checked('fuzzing', { '.clusterfuzzlite/Dockerfile': text })).score
    expect([await of('FROM x'), await of('# FROM x\n')]).toEqual([10, 0])
  })
})
