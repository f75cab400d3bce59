/** The rules of shape that no tool has: words of faults, names and sizes of files, colours. */
import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { faults as setupFaults } from '../../build/faults.mjs'
import { faults } from '../../electron/contract/fault-words.ts'
import { filesIn, readText } from './source-files.ts'

const CODE = ['electron', 'renderer', 'test', 'build']

describe('faults', () => {
  const rows = Object.entries<{ title: string; hint: string }>({ ...faults, ...setupFaults })
  /** A fault promises nothing, blames nobody and excuses nothing. */
  const FORBIDDEN =
    /\b(safe|secure|successfully|oops|sorry|please|simply|unknown error|unexpected error|illegal|abort(ed)?|fatal)\b/i

  test.each(rows)('%s says what happened and what to do', (code, { title, hint }) => {
    expect(code).toMatch(/^[a-z]+(\.[a-z]+(-[a-z]+)*)?$/)
    for (const words of [title, hint]) {
      expect(words.trim()).not.toBe('')
      expect(words).not.toMatch(FORBIDDEN)
    }
    expect(title).toMatch(/[.?}]$/)
    expect(title.length).toBeLessThanOrEqual(80)
  })
})

describe('files', () => {
  const files = filesIn(CODE, /\.(ts|tsx|mts|mjs|js|css)$/)

  test('no file is longer than 300 lines, and no script for the set-up longer than 220', () => {
    const long = (path: string) => readText(path).split('\n').length - 1 > (path.startsWith('build/') ? 220 : 300)
    expect(files.filter(long)).toEqual([])
  })

  test('names are kebab-case, and those of components PascalCase', () => {
    const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|spec|config|module|d))*\.(ts|tsx|mts|mjs|js|css)$/
    const PASCAL = /^([A-Z][a-z0-9]*)+(\.test)?(\.tsx|\.module\.css)$/
    const isRight = (path: string) =>
      KEBAB.test(basename(path)) || (PASCAL.test(basename(path)) && /^(renderer|test)\//.test(path))
    expect(files.filter((path) => !isRight(path))).toEqual([])
  })

  test('no file is named for what it might hold', () => {
    expect(files.filter((path) => /\b(utils?|helpers?|common|misc|manager|service)\b/i.test(basename(path)))).toEqual(
      [],
    )
  })

  test('every style sheet of a component has its component', () => {
    const sheets = files.filter((path) => path.endsWith('.module.css'))
    const root = join(import.meta.dirname, '../..')
    expect(sheets.filter((path) => !existsSync(join(root, path.replace('.module.css', '.tsx'))))).toEqual([])
    expect(sheets.every((path) => dirname(path) !== 'renderer/theme')).toBe(true)
  })
})

describe('high contrast', () => {
  test('is the same, whether the system or the person asks for it', () => {
    const tokens = readText('renderer/theme/tokens.css')
    const list = (selector: RegExp) => [...(selector.exec(tokens)?.[1] ?? '').matchAll(/--[\w-]+: [^;]+;/g)].map(String)
    const asked = list(/:root\[data-contrast="more"\] \{([^}]*)\}/)
    expect(asked.length).toBeGreaterThan(10)
    expect(asked).toEqual(list(/@media \(prefers-contrast: more\) \{\s*:root \{([^}]*)\}/))
  })
})

describe('colours', () => {
  const RAW = /#(?:[\da-f]{8}|[\da-f]{6}|[\da-f]{3,4})\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(|\bcolor\(/gi
  const inText = (path: string) => readText(path).match(RAW) ?? []

  test('the window names them in one file only', () => {
    const files = filesIn(['renderer'], /\.(css|ts|tsx|html)$/).filter((path) => path !== 'renderer/theme/tokens.css')
    expect(files.filter((path) => inText(path).length > 0)).toEqual([])
  })

  test('pages that the window does not style use the same ones', () => {
    const known = new Set(inText('renderer/theme/tokens.css').map((colour) => colour.toLowerCase()))
    const used = filesIn(['electron'], /\.ts$/).flatMap((path) => inText(path).map((colour) => ({ path, colour })))
    expect(used.filter(({ colour }) => !known.has(colour.toLowerCase()))).toEqual([])
  })
})
