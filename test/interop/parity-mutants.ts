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
  '\\\n',
  ' <<EOF',
  '--x="y ',
]

export type Kind = 'workflow' | 'script' | 'dockerfile'

export const sourcesOf = (trees: readonly { readonly folder: string }[]): Source[] =>
  trees.flatMap(({ folder }) => interesting(folder))

export function mutants(all: readonly Source[], kind: Kind, count: number, seed: number): Mutant[] {
  const sources = all.filter((one) => one.kind === kind)
  const choose = chooser(seed)
  return Array.from({ length: count }, () => {
    const source = sources[choose(sources.length)] ?? { path: 'build.sh', text: '' }
    let text = source.text
    for (let slips = 1 + choose(3); slips > 0; slips--) text = slipped(text, choose)
    return { name: source.path, files: { [source.path]: text } }
  })
}

/** Many in one project, each in a folder of its own: what a parser says of a script it says of that script alone. */
export function together(some: readonly Mutant[]): Mutant['files'] {
  return Object.fromEntries(
    some.flatMap(({ files }, i) => Object.entries(files).map(([path, text]) => [`${i}/${path}`, text] as const)),
  )
}

export interface Source {
  readonly kind: Kind
  readonly path: string
  readonly text: string
}

function interesting(folder: string): Source[] {
  const list = readdirSync(folder, { recursive: true, withFileTypes: true })
  return list.flatMap((entry): Source[] => {
    if (!entry.isFile()) return []
    const full = join(entry.parentPath, entry.name)
    const path = full.slice(folder.length + 1)
    const kind = kindOf(path)
    if (kind === undefined) return []
    const text = readFileSync(full, 'utf8')
    return text.length < LARGEST ? [{ kind, path: kind === 'workflow' ? path : basename(path), text }] : []
  })
}

function kindOf(path: string): Kind | undefined {
  if (/^\.github\/workflows\/[^/]*\.ya?ml$/.test(path)) return 'workflow'
  if (/\.sh$/.test(path)) return 'script'
  return /dockerfile/i.test(basename(path)) && !/\.(?:go|c|cpp|rs|js|py|java)$/.test(path) ? 'dockerfile' : undefined
}

/** The generator that is known as mulberry32: one that goes round soon would make the same mutants again. */
function chooser(seed: number): (most: number) => number {
  let state = seed
  return (most) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * most)
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
