/** Workflows, Dockerfiles and scripts of real projects with slips in them: a number is all that there is of chance. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

export interface Mutant {
  readonly name: string
  readonly files: Readonly<Record<string, string>>
}

const LARGEST = 20_000
const TOKENS = [
  '"',
  "'",
  '|',
  '>',
  '{',
  '}',
  ':',
  '-',
  '#',
  '&a ',
  '*a',
  '${{ github.event.issue.title }}',
  '@v1',
  ' ',
  '\\',
]

export function mutants(trees: readonly { readonly folder: string }[], count: number, seed: number): Mutant[] {
  const sources = trees.flatMap(({ folder }) => interesting(folder))
  const choose = chooser(seed)
  return Array.from({ length: count }, () => {
    const source = sources[choose(sources.length)] ?? { path: 'build.sh', text: '' }
    let text = source.text
    for (let slips = 1 + choose(3); slips > 0; slips--) text = slipped(text, choose)
    return { name: source.path, files: { [source.path]: text } }
  })
}

function interesting(folder: string): { path: string; text: string }[] {
  const list = readdirSync(folder, { recursive: true, withFileTypes: true })
  return list.flatMap((entry) => {
    if (!entry.isFile()) return []
    const full = join(entry.parentPath, entry.name)
    const path = full.slice(folder.length + 1)
    const isWorkflow = /^\.github\/workflows\/[^/]*\.ya?ml$/.test(path)
    if (!isWorkflow && !/\.sh$|dockerfile/i.test(basename(path))) return []
    const text = readFileSync(full, 'utf8')
    return text.length < LARGEST ? [{ path: isWorkflow ? path : basename(path), text }] : []
  })
}

function chooser(seed: number): (most: number) => number {
  let state = seed
  return (most) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return Math.floor((state / 2 ** 31) * most)
  }
}

function slipped(text: string, choose: (most: number) => number): string {
  const lines = text.split('\n')
  const at = choose(lines.length)
  const line = lines[at] ?? ''
  const column = choose(line.length + 1)
  const kinds = [
    () => lines.splice(at, 1),
    () => lines.splice(choose(lines.length), 0, line),
    () => lines.splice(choose(lines.length), 0, ...lines.splice(at, 1)),
    () => lines.splice(at, 1, line.slice(0, column) + (TOKENS[choose(TOKENS.length)] ?? '') + line.slice(column)),
    () => lines.splice(at, 1, line.replace(/^(\s*)(\S)/, '$1  $2')),
    () => lines.splice(at, 1, line.replace(/@[0-9a-f]{40}/, '@v4')),
    () => lines.splice(at, 1, line.replace(/: (.+)$/, ": '$1'")),
    () => lines.splice(at, 1, line.replace(/read$/, 'write')),
  ]
  kinds[choose(kinds.length)]?.()
  return lines.join('\n')
}
