/** Scorecard and Countermark look at the same folder: what each says, and where they differ. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ENTRY = fileURLToPath(new URL('../../out/cli/index.mjs', import.meta.url))
const SCORECARD = process.env.SCORECARD ?? ''

/** Those that ask nobody. */
export const CHECKS = [
  'Binary-Artifacts',
  'Dangerous-Workflow',
  'Dependency-Update-Tool',
  'License',
  'Packaging',
  'Pinned-Dependencies',
  'SAST',
  'Security-Policy',
  'Token-Permissions',
] as const

interface Check {
  readonly name: string
  readonly score: number
  readonly reason: string
  readonly details: readonly string[] | null
}

interface Result {
  readonly score: number
  readonly checks: readonly Check[]
}

export interface Difference {
  readonly check: string
  readonly score?: readonly [theirs: number, ours: number]
  readonly reason?: readonly [theirs: string, ours: string]
  /** Lines that only one of them has. */
  readonly theirs: readonly string[]
  readonly ours: readonly string[]
}

export interface Compared {
  readonly checks: readonly Check[]
  readonly differences: readonly Difference[]
  /** Lines that differ in nothing but the words of a parser. */
  readonly wordings: number
}

/** Both at once, on everything in the folder. */
export async function compare(folder: string): Promise<Compared> {
  const names = CHECKS.join(',')
  const [theirs, ours] = await Promise.all([
    run(SCORECARD, ['--local', folder, '--checks', names, '--format', 'json', '--show-details']),
    run(process.execPath, [ENTRY, 'check', folder, '--local', '--checks', names, '--format', 'json', '--show-details']),
  ])
  let wordings = 0
  const differences = theirs.checks.flatMap((one): Difference[] => {
    const own = ours.checks.find(({ name }) => name === one.name)
    if (!own) return [{ check: one.name, theirs: one.details ?? [], ours: [] }]
    const lines = [one, own].map(({ details }) => (details ?? []).map(withoutWords).sort())
    const [left = [], right = []] = lines
    wordings += differing(one.details ?? [], own.details ?? []).length - differing(left, right).length
    const difference: Difference = {
      check: one.name,
      ...(one.score === own.score ? {} : { score: [one.score, own.score] }),
      ...(withoutWords(one.reason) === withoutWords(own.reason) ? {} : { reason: [one.reason, own.reason] }),
      theirs: differing(left, right),
      ours: differing(right, left),
    }
    const isSame = !difference.score && !difference.reason && difference.theirs.length + difference.ours.length === 0
    return isSame ? [] : [difference]
  })
  if (ours.score !== theirs.score && differences.length === 0) {
    differences.push({ check: 'the aggregate', score: [theirs.score, ours.score], theirs: [], ours: [] })
  }
  return { checks: ours.checks, differences, wordings }
}

/**
 * Parsers complain in words of their own; where they do is what counts. Which of several jobs that publish is named depends on
 * chance in Scorecard.
 */
const withoutWords = (line: string): string =>
  line
    .replace(/(error parsing shell code): .*(: [^:]*:\d+(?:-\d+)?)$/s, '$1$2')
    .replace(/(packages its releases by way of GitHub Actions\.: .*):\d+$/, '$1')
    .replace(/(invalid GitHub workflow:|invalid Dockerfile:).*/s, '$1')

function differing(some: readonly string[], others: readonly string[]): string[] {
  const left = [...others]
  return some.filter((line) => {
    const at = left.indexOf(line)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

const run = async (program: string, args: readonly string[]): Promise<Result> => JSON.parse(await print(program, args))

/** What both print of one check in a format: dates are a moment apart. */
export async function printed(folder: string, format: string, check: string): Promise<[theirs: string, ours: string]> {
  const args = ['--local', '--checks', check, '--format', format, '--show-details', '--show-annotations']
  const [theirs, ours] = await Promise.all([
    print(SCORECARD, [...args.slice(1), '--local', folder]),
    print(process.execPath, [ENTRY, 'check', folder, ...args]),
  ])
  const undated = (text: string) => text.replace(/"date":"[^"]*"/, '"date":""').trim()
  return [undated(theirs), undated(ours)]
}

function print(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    // Without an environment nobody finds a token, or a cache of somebody else's.
    const child = spawn(program, args, { env: { PATH: process.env.PATH ?? '', HOME: '/nonexistent' }, stdio: 'pipe' })
    let [out, err] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      err += text
    })
    child.on('error', reject)
    child.on('close', () => {
      // Scorecard may write a line of its own before the result.
      const start = out.indexOf('{')
      if (start < 0) reject(new Error(`${program}: ${err.slice(-500)}`))
      else resolve(out.slice(start))
    })
  })
}
