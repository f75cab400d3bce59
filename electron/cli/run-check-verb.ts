/** `check`: one look at a project, in a process of its own. */
import './no-eval.ts'
import { join, normalize, resolve } from 'node:path'
import { createGit } from '../adapters/git.ts'
import { createWorkers, workerOfNode } from '../adapters/workers.ts'
import { fault } from '../contract/faults.ts'
import { type CheckResult, ScanResult } from '../contract/model/check.ts'
import type { Check } from '../core/checks/check.ts'
import { CHECKS } from '../core/checks/index.ts'
import { checkMarkdown } from '../core/export/check-markdown.ts'
import { checkTable } from '../core/export/check-table.ts'
import { scorecardJson, scorecardStatement } from '../core/export/scorecard-json.ts'
import type { NoSource } from '../core/ports.ts'
import { aggregate } from '../core/score.ts'
import { answer } from './answer.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import type { CheckReport } from './reports.ts'
import type { Terminal } from './terminal.ts'

interface Flags {
  readonly local?: boolean
  readonly checks?: string
  readonly format?: string
  readonly 'show-details'?: boolean
  readonly 'show-annotations'?: boolean
  readonly 'fail-under'?: string
}

const FORMATS = ['table', 'json', 'intoto', 'markdown'] as const
type Format = (typeof FORMATS)[number]

/** Faults: `input.usage`, `files.*` of the folder, `worker.*`, `cancelled`. */
export async function runCheckVerb(folder: string, flags: Flags, terminal: Terminal): Promise<ExitCode> {
  const checks = chosenChecks(flags.checks)
  const format = formatOf(flags.format)
  const least = leastScore(flags['fail-under'])
  const root = resolve(folder)
  const { result, scope } = await look(root, checks, flags.local === true, terminal)
  const withDetails = flags['show-details'] === true
  const score = aggregate(result.checks.map((one, i) => ({ score: one.score, risk: checks[i]?.risk ?? 'low' })))
  if (format === 'markdown') await terminal.print(checkMarkdown(result, checks))
  else if (format !== 'table') {
    const name = `file://${normalize(folder).replace(/(.)\/$/, '$1')}`
    const print = format === 'json' ? scorecardJson : scorecardStatement
    await terminal.print(
      print(result, checks, {
        name,
        date: new Date(),
        withDetails,
        withAnnotations: flags['show-annotations'] === true,
      }),
    )
  } else {
    const report: CheckReport = { schemaVersion: 1, command: 'check', root, scope, score, ...result }
    const text = `${checkTable(result, checks, withDetails)}\n\n${SCOPES[scope]}`
    await answer(terminal, 'check', report, text)
  }
  const failed = result.checks.filter((one) => one.isError)
  for (const one of failed) terminal.tell(`countermark: ${sentenceOf(one)}`)
  if (flags.checks !== undefined && failed.length > 0) return EXIT.undecided
  return least !== undefined && score < least ? EXIT.bad : EXIT.fine
}

const sentenceOf = ({ name, reason, cannotTell }: CheckResult): string =>
  cannotTell ? `${name} cannot tell. ${cannotTell.why} ${cannotTell.helps}` : `${name} cannot tell: ${reason}`

const SCOPES: Readonly<Record<CheckReport['scope'], string>> = {
  all: 'Everything in the folder was looked at, what git ignores too.',
  project: 'What belongs to the project was looked at: tracked files, and new ones that git does not ignore.',
}

async function look(root: string, checks: readonly Check[], isLocal: boolean, terminal: Terminal) {
  const { signal, env, tell } = terminal
  const workers = createWorkers({ start: workerOfNode(join(import.meta.dirname, 'worker.mjs')), most: 1 })
  try {
    workers.warm()
    const paths = isLocal ? undefined : await projectFiles(root, env, signal, tell)
    const job = { kind: 'scan', root, checks: checks.map(({ id }) => id), ...(paths ? { paths } : {}) } as const
    const result = await workers.run(job, ScanResult, { signal })
    return { result, scope: paths ? ('project' as const) : ('all' as const) }
  } finally {
    workers.close()
  }
}

/** Undefined where git does not tell: then everything in the folder is looked at, and that is said. */
async function projectFiles(
  root: string,
  env: Terminal['env'],
  signal: AbortSignal,
  tell: Terminal['tell'],
): Promise<readonly string[] | undefined> {
  const found = await createGit({ env: { ...env } }).files(root, signal)
  if (typeof found !== 'string') return found
  tell(`Git does not say what belongs to the project (${WHY[found]}): everything in the folder is looked at.`)
  return undefined
}

const WHY: Readonly<Record<NoSource, string>> = {
  'no-git': 'it is not installed',
  'no-repository': 'this is no repository',
  'not-trusted': 'the folder belongs to somebody else, and is not in safe.directory',
  'no-commit': 'there is no commit',
  'no-answer': 'it gave no answer',
}

const usage = (what: string) => fault('input.usage', { what, verb: 'check' })

/** In the order of the list, whatever the order in which they were named. */
function chosenChecks(names: string | undefined): readonly Check[] {
  if (names === undefined) return CHECKS
  const wanted = names.split(',').map((name) => name.trim().toLowerCase())
  const unknown = wanted.find((name) => !CHECKS.some(({ scorecard }) => scorecard.toLowerCase() === name))
  if (unknown !== undefined) {
    throw usage(`There is no check ‘${unknown}’: ${CHECKS.map(({ scorecard }) => scorecard).join(', ')}`)
  }
  return CHECKS.filter(({ scorecard }) => wanted.includes(scorecard.toLowerCase()))
}

function formatOf(format = 'table'): Format {
  const found = FORMATS.find((one) => one === format)
  if (!found) throw usage(`There is no format ‘${format}’: ${FORMATS.join(', ')}`)
  return found
}

function leastScore(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const score = Number(text)
  if (text.trim() === '' || !(score >= 0 && score <= 10)) throw usage('--fail-under takes a score from 0 to 10')
  return score
}
