/** `check`: one look at a project, in a process of its own. */
import './no-eval.ts'
import { basename, normalize, resolve } from 'node:path'
import type { StartWorker } from '../adapters/worker-process.ts'
import { fault } from '../contract/faults.ts'
import type { Advisory } from '../contract/model/advisory.ts'
import type { CheckResult, Finding, ScanResult, Scope } from '../contract/model/check.ts'
import { Service } from '../contract/model/endpoints.ts'
import type { Check } from '../core/checks/check.ts'
import { CHECKS } from '../core/checks/index.ts'
import { vulnerabilities } from '../core/checks/vulnerabilities.ts'
import { visible } from '../core/display-name.ts'
import { weigh } from '../core/score.ts'
import { answer } from './answer.ts'
import { FORMATS, type Format } from './check-formats.ts'
import type { Others } from './elsewhere.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { type Looker, openLooker } from './look-at-project.ts'
import type { Terminal } from './terminal.ts'

interface Flags {
  readonly local?: boolean
  readonly checks?: string
  readonly format?: string
  readonly 'show-details'?: boolean
  readonly 'show-annotations'?: boolean
  readonly 'fail-under'?: string
  readonly baseline?: string
  readonly ask?: string
  readonly watch?: boolean
  readonly 'resolve-aliases'?: boolean
}

/** Faults: `input.usage`, `input.baseline`, `files.*` of the folder, `worker.*`, `cancelled`, those of `Elsewhere.ask`. */
export async function runCheckVerb(
  folder: string,
  flags: Flags,
  terminal: Terminal,
  start: StartWorker,
): Promise<ExitCode> {
  const checks = chosenChecks(flags.checks)
  const format = formatOf(flags.format, terminal.json)
  const least = leastScore(flags['fail-under'])
  const known = flags.baseline === undefined ? undefined : await knownIn(flags.baseline)
  const root = resolve(folder)
  const isLocal = flags.local === true
  const whom = askedServices(flags.ask, isLocal)
  const isWatched = flags.watch === true
  const withAliases = flags['resolve-aliases'] === true
  const looker = openLooker(
    { root, checks, isLocal, withExcerpts: format === 'html', isWatched, withAliases, start },
    terminal,
  )
  let opened: Promise<Others> | undefined
  const others = () => {
    opened ??= import('./elsewhere.ts').then(({ openOthers }) => openOthers(root, whom, terminal))
    return opened
  }
  const asked: Asked = { folder, root, flags, format, checks, least, known, whom, others, terminal }
  const isFuzzed = async () =>
    !isLocal && checks.some(({ needs }) => needs.includes('fuzzers')) && (await others()).isFuzzed()
  const look = async () => judge(await looker.look(await isFuzzed()), asked)
  try {
    let code = await look()
    while (isWatched && (await looker.changed())) code = await look()
    return code
  } catch (error) {
    // Ending is how watching ends.
    if (isWatched && terminal.signal.aborted) return EXIT.fine
    throw error
  } finally {
    looker.close()
    await (await opened)?.close()
  }
}

interface Asked {
  readonly folder: string
  readonly root: string
  readonly flags: Flags
  readonly format: Format
  readonly checks: readonly Check[]
  readonly least: number | undefined
  readonly known: ReadonlySet<string> | undefined
  readonly whom: readonly Service[]
  /** Loaded with the first call. */
  readonly others: () => Promise<Others>
  readonly terminal: Terminal
}

/** Prints what one look found, and says how it ends. */
async function judge({ result: scanned, scope }: Awaited<ReturnType<Looker['look']>>, asked: Asked): Promise<ExitCode> {
  const { folder, root, flags, format, checks, least, known, whom, others, terminal } = asked
  const advisories = scanned.locked.length > 0 ? await (await others()).advisories(scanned) : undefined
  const result = advisories ? await withAdvisories(scanned, advisories) : scanned
  const health = weigh(result, checks)
  const published = whom.includes('scorecard') ? await (await others()).published(result, health) : undefined
  const unknown = known && health.checks.flatMap(({ findings }) => findings.filter(({ id }) => !known.has(id)))
  const text = await FORMATS[format]({
    result,
    health,
    checks,
    name: `file://${normalize(folder).replace(/(.)\/$/, '$1')}`,
    title: basename(root),
    scope: SCOPES[scope],
    date: new Date(),
    ...(published === undefined ? {} : { published }),
    withDetails: flags['show-details'] === true,
    withAnnotations: flags['show-annotations'] === true,
  })
  const more = {
    ...(unknown ? { outside: unknown.map(({ id }) => id) } : {}),
    ...(published === undefined ? {} : { published }),
  }
  await answer(terminal, 'check', { schemaVersion: 1, command: 'check', root, scope, ...health, ...more }, text)
  for (const one of unknown ?? []) terminal.tell(`countermark: not in the baseline: ${placed(one)}`)
  const wanted = flags.checks !== undefined
  const failed = result.checks.filter((one) => one.isError || (wanted && one.cannotTell?.ask))
  for (const one of failed) terminal.tell(`countermark: ${sentenceOf(one)}`)
  if (wanted && failed.length > 0) return EXIT.undecided
  return (least !== undefined && health.score < least) || (unknown ?? []).length > 0 ? EXIT.bad : EXIT.fine
}

const placed = ({ probe, message, at }: Finding): string =>
  visible(`${message === '' ? probe : message}${at ? `: ${at.path}${at.line ? `:${at.line}` : ''}` : ''}`)

const sentenceOf = ({ name, reason, cannotTell }: CheckResult): string =>
  cannotTell ? `${name} cannot tell. ${cannotTell.why} ${cannotTell.helps}` : `${name} cannot tell: ${reason}`

const SCOPES: Readonly<Record<Scope, string>> = {
  all: 'Everything in the folder was looked at, what git ignores too.',
  project: 'What belongs to the project was looked at: tracked files, and new ones that git does not ignore.',
}

/** With `--local`, files are all that counts, as for Scorecard. */
function askedServices(text: string | undefined, isLocal: boolean): readonly Service[] {
  const names = text === undefined ? [] : text.split(',').map((name) => name.trim())
  return names.map((name) => {
    const { data } = Service.safeParse(name)
    if (!data) throw usage(`Nobody here asks ‘${name}’: ${Service.options.join(', ')}`)
    if (isLocal && data !== 'osv') throw usage(`--local looks at files only, and ${data} knows of repositories`)
    return data
  })
}

const usage = (what: string) => fault('input.usage', { what, verb: 'check' })

async function withAdvisories(result: ScanResult, advisories: readonly Advisory[]): Promise<ScanResult> {
  const { withAdvisories: judged } = await import('../core/assess.ts')
  return judged(result, vulnerabilities, advisories)
}

/** Ids of findings. Faults: `files.*`, `input.baseline`. */
async function knownIn(baseline: string): Promise<ReadonlySet<string>> {
  const { readBaseline } = await import('./baseline.ts')
  return readBaseline(baseline)
}

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

function formatOf(format: string | undefined, json: boolean): Format {
  if (format === undefined) return 'table'
  if (json) throw usage('--json and --format ask for two answers at once')
  const names = Object.keys(FORMATS) as Format[]
  const found = names.find((one) => one === format)
  if (!found) throw usage(`There is no format ‘${format}’: ${names.join(', ')}`)
  return found
}

function leastScore(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const score = Number(text)
  if (text.trim() === '' || !(score >= 0 && score <= 10)) throw usage('--fail-under takes a score from 0 to 10')
  return score
}
