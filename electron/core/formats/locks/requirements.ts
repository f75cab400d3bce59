/** `requirements.txt` and its like: the lowest version that each line allows, and the files that it includes. */
import { cleaned } from '../path-names.ts'
import type { Around, Lock, Locked, ReadLockAt } from './locked.ts'
import { linesOf } from './texts.ts'

/** So many files of one project include each other, and no more. */
const MOST_FILES = 1000

export const requirements: ReadLockAt = (path, around) => {
  const own = around.made('requirements', path, listed)
  if (!own) return undefined
  const packages = [...own.packages]
  const seen = new Set([path])
  const waiting = own.includes.map((one) => beside(path, one))
  for (let other = waiting.shift(); other !== undefined && seen.size < MOST_FILES; other = waiting.shift()) {
    const from = other
    if (seen.has(from)) continue
    const list = listIn(from, around)
    if (!list) continue
    seen.add(from)
    packages.push(...list.packages.map((one) => ({ ...one, at: [path, from] })))
    waiting.push(...list.includes.map((one) => beside(from, one)))
  }
  return { packages }
}

const listIn = (path: string, around: Around): List | undefined =>
  // What leads out of the project is nobody's to read.
  path.startsWith('../') ? undefined : around.made('requirements', path, listed)

const beside = (path: string, other: string): string => cleaned(`${path.slice(0, path.lastIndexOf('/') + 1)}./${other}`)

interface List extends Lock {
  /** From the folder of the file. */
  readonly includes: readonly string[]
}

const OPTIONS = /(?:--hash|--global-option|--config-settings|-C).*/s
const COMPARATORS = ['===', '==', '>=', '<=', '~='] as const

function listed(text: string): List | undefined {
  const { lines, isCut } = linesOf(text)
  if (isCut) return undefined
  const packages: Locked[] = []
  const includes: string[] = []
  for (let i = 0; i < lines.length; i++) {
    let line = ''
    // A line goes on in the next one behind a backslash; with a variable in it, nothing of it counts.
    for (; ; i++) {
      const part = withoutComment(lines[i] ?? '')
      if (/\$\{[A-Z0-9_]+\}/.test(part)) {
        line = ''
        break
      }
      line += part.replace(/\\$/, '')
      if (!part.endsWith('\\')) break
    }
    const bare = (
      line
        .replace(OPTIONS, '')
        .replace(/[ \t\r]/g, '')
        .split(';', 1)[0] ?? ''
    ).replace(/\[[^[\]]*\]/g, '')
    if (bare.startsWith('-r')) includes.push(bare.slice(2))
    if (bare === '' || bare.startsWith('-')) continue
    const one = lowestIn(bare)
    if (one && /^\w(?:\w|-)+$/.test(one.name)) packages.push(one)
  }
  return { packages, includes }
}

/** A comment begins the line, or has a space before it. */
function withoutComment(line: string): string {
  for (let at = line.indexOf('#'); at >= 0; at = line.indexOf('#', at + 1)) {
    if (at > 0 && !SPACES.includes(line[at - 1] ?? '')) continue
    while (at > 0 && SPACES.includes(line[at - 1] ?? '')) at--
    return line.slice(0, at)
  }
  return line
}

const SPACES = '\t\n\f\r '

/** Of what is left out, or is asked for in several ways, nobody knows the lowest version. */
function lowestIn(text: string): Locked | undefined {
  if (/\*|<[^=]|,|!=/.test(text)) return undefined
  const comparator = COMPARATORS.find((one) => text.includes(one))
  if (comparator === undefined) return undefined
  const at = text.indexOf(comparator)
  const version = text.slice(at + comparator.length)
  return version === '' ? undefined : { name: text.slice(0, at), version }
}
