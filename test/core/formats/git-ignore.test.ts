/** What `.gitignore` leaves out, as go-git reads it. That Scorecard's scanner does the same: `npm run interop`. */
import { describe, expect, it } from 'vitest'
import { ignoredPaths } from '../../../electron/core/formats/git-ignore.ts'
import { glob } from '../../../electron/core/formats/glob.ts'

describe('a pattern of one name', () => {
  it.each([
    ['*', 'a', true],
    ['*', '', true],
    ['*.lock', 'Cargo.lock', true],
    ['*.lock', 'Cargo.locked', false],
    ['a*b*c', 'axxbxxc', true],
    ['a*b*c', 'axxbxx', false],
    ['?', 'ä', true],
    ['?', 'ab', false],
    ['[a-c]x', 'bx', true],
    ['[^a-c]x', 'bx', false],
    ['[!a]', '!', true],
    ['[a\\]]', ']', true],
    ['\\*', '*', true],
    ['\\*', 'a', false],
    ['a/b', 'a/b', true],
    ['*', 'a/b', false],
  ])('%s, and %s', (pattern, name, isMeant) => expect(glob(pattern)?.(name)).toBe(isMeant))

  it.each(['[', '[]', '[]a]', '[a', '[a-', '[-a]', '[a-]', 'a\\'])('%s is none', (pattern) => {
    expect(glob(pattern)).toBeUndefined()
  })

  it('is held against a long name without going back and forth', () => {
    expect(glob(`${'*a'.repeat(100)}b`)?.('a'.repeat(10_000))).toBe(false)
  })
})

/** Those of the paths that are left out. */
function leftOut(files: Readonly<Record<string, readonly string[]>>, ...paths: readonly string[]): readonly string[] {
  return paths.filter(ignoredPaths((path) => files[path]))
}

describe('what is left out', () => {
  it.each<[line: string, out: readonly string[], stays: readonly string[]]>([
    ['build', ['build', 'build/a', 'x/build', 'x/build/y/a'], ['builds/a']],
    ['build/', ['build/a', 'x/build/a'], ['build', 'x/build']],
    ['/build', ['build', 'build/a'], ['x/build']],
    ['/build/', ['build/a'], ['build', 'x/build/a']],
    ['x/build', ['x/build', 'x/build/a'], ['build', 'y/x/build']],
    ['**/build', ['build', 'x/y/build'], ['x/builds']],
    ['x/**', ['x/a', 'x/y/a', 'x'], ['y/x/a']],
    ['x/**/y', ['x/y', 'x/a/b/y'], ['x/a/b']],
    ['x/*/y', ['x/a/y'], ['x/a/b/y', 'x/y']],
    ['x**/y', [], ['x/y', 'xx/y']],
    ['trailing  ', ['trailing'], ['trailing  ']],
    ['#comment', [], ['#comment']],
    ['[bad', [], ['[bad']],
    ['   ', [], ['   ']],
  ])('by ‘%s’', (line, out, stays) => {
    expect(leftOut({ '.gitignore': [line] }, ...out, ...stays)).toEqual(out)
  })

  it('is what the last line says that means it', () => {
    const files = { '.gitignore': ['*.txt', '!kept.txt', 'b/kept.txt'] }
    expect(leftOut(files, 'a.txt', 'kept.txt', 'b/kept.txt')).toEqual(['a.txt', 'b/kept.txt'])
  })

  it('counts from the folder of the file, and no other file takes it back', () => {
    const files = { '.gitignore': ['a.txt'], 'sub/.gitignore': ['/b.txt', '!a.txt'], 'other/.gitignore': ['!a.txt'] }
    const paths = ['a.txt', 'b.txt', 'sub/a.txt', 'sub/b.txt', 'sub/x/b.txt', 'other/a.txt']
    expect(leftOut(files, ...paths)).toEqual(['a.txt', 'sub/a.txt', 'sub/b.txt', 'other/a.txt'])
  })

  it('is everything in a folder that is left out, whatever stands in there', () => {
    const files = { '.gitignore': ['out/'], 'out/.gitignore': ['!*'], 'out/in/.gitignore': ['!*'] }
    expect(leftOut(files, 'out/a', 'out/in/a', 'in/a')).toEqual(['out/a', 'out/in/a'])
  })
})
