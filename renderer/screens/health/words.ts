import { capital, count, counted } from '../../../electron/contract/counted.ts'
import { healthSentence, tenths } from '../../../electron/contract/health-words.ts'
import type { CheckLocation, WeighedCheck } from '../../../electron/contract/model/check.ts'
import type { Dismissal, HealthView, Run, ScanProgress } from '../../../electron/contract/model/project.ts'
import { date, duration, timeOfDay } from '../../ui/format.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

export const words = {
  /** Relative only when under an hour. */
  eyebrow({ name, at }: HealthView, now: Date): string {
    const passed = now.getTime() - new Date(at).getTime()
    const ago =
      passed < MINUTE_MS
        ? 'just now'
        : passed < HOUR_MS
          ? `${counted(Math.floor(passed / MINUTE_MS), 'minute')} ago`
          : `${date(at)}, ${timeOfDay(at)}`
    return `${name} · Health, from the working tree, ${ago}`
  },
  eyebrowOf: (name: string): string => `${name} · Health`,
  headline: healthSentence,
  looking: 'Looking at the project.',
  progress: ({ done, total, name }: ScanProgress): string => `${done} of ${total} checks: ${name}`,
  cancel: 'Cancel',
  again: 'Look again',
  back: 'All gates',
  list: 'Checks, the costliest first',
  score: (score: number): string => (score < 0 ? '?' : tenths(score)),
  scoreOf: (score: number): string => (score < 0 ? 'The score cannot be told' : `Score: ${tenths(score)} of 10`),
  was: (run: Run | undefined): string => `of 10${run && run.score >= 0 ? ` · was ${tenths(run.score)}` : ''}`,
  ofCheck: ({ score }: WeighedCheck): string => (score < 0 ? '?' : String(score)),
  signIn: (asks: string): string => `Cannot tell ${asks}: sign in to the forge.`,
  scorecardSays: 'Scorecard says',
  inScorecard: (message: string): string => `Scorecard: ${message}`,
  maintainersSay: 'Its maintainers say',
  place: ({ path, line }: CheckLocation): string => `${path}${line ? `, line ${line}` : ''}`,
  lines: (path: string): string => `Lines of ${path}`,
  whole: 'The whole project',
  help: 'What helps',
  ten: 'What 10 looks like',
  looksAt: 'Looks at',
  scored: 'Scored',
  unseen: 'Does not see',
  why: 'Why it matters',
  dismiss: 'Dismiss…',
  dismissOf: (what: string): string => `Dismiss: ${what}`,
  dismissed: ({ reason, until }: Dismissal): string =>
    `Dismissed${until === undefined ? '' : ` until ${date(until)}`}: ${reason}`,
  restore: 'Ask about it again',
  form: {
    reason: 'Why nobody needs to hear of it',
    note: 'It stays in the score: only Scorecard decides that.',
    until: 'For how long',
    choices: { quarter: 'For 90 days', year: 'For a year', ever: 'For good' },
    act: 'Dismiss it',
    cancel: 'Leave it open',
  },
  osv: {
    ask: 'Ask OSV',
    again: 'Ask OSV again',
    asking: 'Asking OSV…',
    text: (packages: number, host: string): string =>
      `${host} would be sent the names and versions or commits of ${counted(packages, 'package')}, and nothing else.`,
    said: (at: string): string => `By what OSV said on ${date(at)}.`,
  },
  'oss-fuzz': {
    ask: 'Ask OSS-Fuzz',
    again: 'Ask OSS-Fuzz again',
    asking: 'Asking OSS-Fuzz…',
    text: (host: string, repository: string): string =>
      `OSS-Fuzz may fuzz it too. The list of its projects would be had from ${host}, which is told nothing of ${repository}.`,
    said: (at: string, repository: string, isFuzzed: boolean): string =>
      `By its list of ${date(at)}, OSS-Fuzz ${isFuzzed ? 'fuzzes' : 'does not fuzz'} ${repository}.`,
  },
  published: {
    title: 'Published score',
    ask: 'Ask for it',
    again: 'Ask again',
    asking: 'Asking…',
    text: (host: string, repository: string): string => `${host} would be told that somebody asks about ${repository}.`,
    none: (repository: string, at: string): string => `Scorecard published none of ${repository}, as of ${date(at)}.`,
    was: (score: string, day: string, commit: string): string => `${score} on ${day}, of commit ${commit}.`,
    same: 'Each check has the same score here.',
    of: (score: number, day: string): string =>
      score < 0 ? `Published on ${date(day)}: could not be told.` : `Published on ${date(day)}: ${score}.`,
  },
  search: 'Find a check, a file or a word',
  onlyCosts: 'Show only what costs',
  all: 'Show all checks',
  none: (search: string): string => (search === '' ? 'Nothing costs any of the score.' : `No check has “${search}”.`),
  margin: {
    costs: {
      title: 'Costs',
      text: 'The right column is what each check takes from the total, weighted as Scorecard weights it.',
    },
    before: 'Before',
    history: (runs: number): string => `Scores of the last ${count(runs)} looks`,
    change: (name: string, was: number | undefined, is: number): string =>
      was === undefined ? `${name}: ${shown(is)} (new)` : `${name}: ${shown(was)} → ${shown(is)}`,
    noChange: 'Nothing changed since.',
    since: (at: string): string => `Since ${date(at)}:`,
    looked: 'Looked at',
    project: (files: number): string =>
      `${capital(counted(files, 'file'))} of the project: those that git tracks, and new ones that it does not ignore.`,
    all: (files: number): string =>
      `${capital(counted(files, 'file'))}: everything in the folder, since git does not say what belongs to the project.`,
    absent: (files: number): string =>
      `${capital(counted(files, 'tracked file is', 'tracked files are'))} not checked out here, and not looked at.`,
    took: (ms: number): string => `It took ${duration(ms)}.`,
    watched: 'Changes are looked at by themselves.',
    unwatched: 'Changes are not seen by themselves: look again after them.',
  },
} as const

const shown = (score: number): string => (score < 0 ? '?' : String(score))
