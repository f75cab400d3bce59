/** The security policy of a project, and what is in it. */

import { baseName } from '../formats/path-names.ts'
import { fact } from './fact.ts'
import { isTestData } from './paths.ts'
import { bytesOf } from './read.ts'

export interface SecurityPolicy {
  readonly path: string
  /** Links and addresses, each counted once. */
  readonly links: number
  /** Numbers and words that hint at a procedure, each time. */
  readonly hints: number
  /** Whether there is more than links. */
  readonly hasText: boolean
}

const PLACES = ['', '.github/', 'docs/'].flatMap((folder) =>
  ['md', 'markdown', 'adoc', 'rst'].map((ending) => `${folder}security.${ending}`),
)
const NAMES: ReadonlySet<string> = new Set([...PLACES, 'doc/security.rst'])

const LINK = /(?:http|https):\/\/[a-zA-Z0-9./?=_%:-]*/g
/** In any case, of which the long s is one: it takes two bytes. */
const HINT = /[0-9]{1,4}\b|Di(?:s|\xc5\xbf)clo(?:s|\xc5\xbf)|Vuln/gi

/** Undefined where there is none. */
export const securityPolicies = fact({
  id: 'security-policies',
  async gather({ tree }): Promise<SecurityPolicy | undefined> {
    const path = tree.paths.find((one) => NAMES.has(one.toLowerCase()))
    if (path === undefined) return undefined
    for (const one of sameNames(tree.paths, path)) {
      const bytes = bytesOf(tree, one)
      // What is empty says nothing: the next file of that name speaks.
      if (bytes.length > 0) return { path, ...judged(bytes) }
    }
    return { path, links: 0, hints: 0, hasText: false }
  },
})

/** The path, and every file whose name alone is that path: Scorecard reads them in their order. */
function sameNames(paths: readonly string[], path: string): string[] {
  const wanted = path.toLowerCase()
  return paths.filter(
    (one) => !isTestData(one) && (one.toLowerCase() === wanted || baseName(one).toLowerCase() === wanted),
  )
}

function judged(bytes: Uint8Array): Omit<SecurityPolicy, 'path'> {
  // Bytes as letters: lengths are those of the file, and every pattern is plain ASCII.
  const text = Buffer.from(bytes).toString('latin1')
  const [links, emails] = [new Set<string>(), new Set<string>()]
  let hints = 0
  for (const line of text.split('\n')) {
    for (const [found] of line.matchAll(LINK)) links.add(found)
    for (const found of addressesIn(line)) emails.add(found)
    hints += [...line.matchAll(HINT)].length
  }
  const unique = [...links, ...emails]
  const length = unique.reduce((sum, one) => sum + one.length, 0)
  return {
    links: unique.length,
    hints,
    hasText: bytes.length > 1 && bytes.length > length + unique.length * 2,
  }
}

const isWord = (letter = ''): boolean => /\w/.test(letter)
const AT = /@|\\?\[at\\?\]/g
const DOMAIN = /[A-Za-z0-9.-]+\.[A-Za-z]{2,6}\b/y

/**
 * As Scorecard's pattern finds them: `\b[A-Za-z0-9._%+-]+(@|\\?\[at\\?\])[A-Za-z0-9.-]+\.[A-Za-z]{2,6}\b`. Looked for from the
 * sign in their middle: the pattern itself tries every beginning of a long word.
 */
function addressesIn(line: string): string[] {
  const found: string[] = []
  let end = 0
  for (const { 0: sign, index } of line.matchAll(AT)) {
    let start = index
    while (start > end && /[A-Za-z0-9._%+-]/.test(line[start - 1] ?? '')) start--
    while (start < index && isWord(line[start - 1]) === isWord(line[start])) start++
    DOMAIN.lastIndex = index + sign.length
    if (start === index || !DOMAIN.test(line)) continue
    end = DOMAIN.lastIndex
    found.push(line.slice(start, end))
  }
  return found
}
