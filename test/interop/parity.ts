/** Scorecard and Countermark look at the same folder: what each says, and where they differ. */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
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

/** Both at once, on everything in the folder; or ours on what belongs to a project, whose clean export theirs looks at. */
export async function compare(folder: string, project?: string): Promise<Compared> {
  const names = CHECKS.join(',')
  const [theirs, ours] = await Promise.all([
    run(SCORECARD, ['--local', folder, '--checks', names, '--format', 'json', '--show-details']),
    run(process.execPath, [
      ENTRY,
      'check',
      ...(project === undefined ? [folder, '--local'] : [project]),
      '--checks',
      names,
      '--format',
      'json',
      '--show-details',
    ]),
  ])
  let wordings = 0
  const differences = theirs.checks.flatMap((one): Difference[] => {
    const own = ours.checks.find(({ name }) => name === one.name)
    if (!own) return [{ check: one.name, theirs: one.details ?? [], ours: [] }]
    const lines = [one, own].map(({ details }) => (details ?? []).map(withoutWords).sort())
    const [left = [], right = []] = lines
    const [theirWords = [], ourWords = []] = [one, own].map(({ details }) => (details ?? []).map(withoutChance))
    wordings += differing(theirWords, ourWords).length - differing(left, right).length
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

/** Which of several jobs that publish is named depends on chance in Scorecard. */
const withoutChance = (line: string): string =>
  line.replace(/(packages its releases by way of GitHub Actions\.: .*):\d+$/, '$1')

/** Parsers complain in words of their own; where they do is what counts. */
const withoutWords = (line: string): string =>
  withoutChance(line).replace(/(invalid GitHub workflow:|invalid Dockerfile:).*/s, '$1')

export function differing(some: readonly string[], others: readonly string[]): string[] {
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

/** What the policy of the action asks for, of these checks. */
const POLICY = `version: 1\npolicies:\n${CHECKS.map((name) => `  ${name}: {score: ${name === 'License' ? 9 : 10}, mode: enforced}\n`).join('')}`

/** SARIF of both, without what each says in words of its own: how to mend something, and when it was printed. */
export async function sarifs(folder: string): Promise<[theirs: string[], ours: string[]]> {
  const policy = `${folder}.policy.yml`
  writeFileSync(policy, POLICY)
  const args = ['--checks', CHECKS.join(','), '--format', 'sarif', '--show-details']
  const [theirs, ours] = await Promise.all([
    print(SCORECARD, [...args, '--policy', policy, '--local', folder], { ENABLE_SARIF: '1' }),
    print(process.execPath, [ENTRY, 'check', folder, '--local', ...args]),
  ])
  return [partsOf(JSON.parse(theirs)), partsOf(JSON.parse(ours))]
}

interface Rule {
  readonly name: string
  readonly help: { readonly markdown: string }
}

interface Row {
  readonly ruleIndex: number
  readonly message: { readonly text: string }
  readonly locations: readonly { readonly message?: { readonly text: string } }[]
}

interface Sarif {
  readonly runs: readonly {
    readonly automationDetails: { readonly id: string }
    readonly tool: { readonly driver: { readonly rules: readonly Rule[] } }
    readonly results: readonly Row[]
  }[]
}

/** Its parts, a line each. Checks end in an order of chance in Scorecard. */
function partsOf({ runs, ...head }: Sarif): string[] {
  const parts: unknown[] = [head]
  for (const { automationDetails, tool, results } of runs) {
    const { rules, ...driver } = tool.driver
    parts.push(automationDetails.id.replace(/\d\d:\d\d \S+$/, ''), driver)
    for (const { help, ...rule } of rules) parts.push({ ...rule, help: { ...help, markdown: help.markdown !== '' } })
    for (const { ruleIndex, message, locations, ...result } of results) {
      const places = locations.map((one) => ({ ...one, message: withoutTip(one.message?.text ?? '') }))
      parts.push({ ...result, rule: rules[ruleIndex]?.name, message: withoutTip(message.text), places })
    }
  }
  return parts.map((part) => JSON.stringify(part)).sort()
}

const withoutTip = (text: string): string =>
  text.replace(/\nRemediation tip: .*/s, '').replace(/\nClick Remediation section below.*/, '')

/** The answers of all probes, in no order and without what would help, but whether there is something. */
export async function probes(folder: string): Promise<[theirs: string[], ours: string[]]> {
  const args = ['--checks', CHECKS.join(','), '--format', 'probe']
  const [theirs, ours] = await Promise.all([
    print(SCORECARD, [...args, '--local', folder]),
    print(process.execPath, [ENTRY, 'check', folder, '--local', ...args]),
  ])
  return [answersIn(theirs), answersIn(ours)]
}

function answersIn(text: string): string[] {
  const { findings } = JSON.parse(text) as { findings: { remediation?: { effort: number } }[] }
  return findings.map(({ remediation, ...rest }) => JSON.stringify({ ...rest, effort: remediation?.effort })).sort()
}

/** The port at which everything is thrown away, where anybody listens at all. */
const NOWHERE = 'http://127.0.0.1:9'

export function print(program: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    // Without an environment nobody finds a token, or a cache of somebody else's. Scorecard asks for the digest of each image
    // even here, and says more where it is told: it finds no way out, and does not wait for one.
    const child = spawn(program, args, {
      env: { PATH: process.env.PATH ?? '', HOME: '/nonexistent', HTTPS_PROXY: NOWHERE, HTTP_PROXY: NOWHERE, ...more },
      stdio: 'pipe',
    })
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
