import { capital, count, counted } from '../../../electron/contract/counted.ts'
import { healthSentence, tenths } from '../../../electron/contract/health-words.ts'
import type { ProjectPackage } from '../../../electron/contract/model/check.ts'
import type { HealthView, ScanProgress } from '../../../electron/contract/model/project.ts'

/** Gates that nothing looks at yet, with what each will ask. */
const LATER = {
  Account: 'Not looked at yet: who can publish this, and with which second factor.',
  Contents: 'Not looked at yet: whether what is published comes from what is committed.',
  Dependencies: 'Not looked at yet: what the dependencies have shown of themselves.',
  Provenance: 'Not looked at yet: whether a workflow publishes this, and says so.',
} as const

export const words = {
  gates: 'Gates',
  health: 'Health',
  later: LATER,
  /** One version, if all packages have the same. */
  headline({ state, packages, health }: HealthView): string {
    const [version, ...others] = new Set(packages.flatMap((one) => one.version ?? []))
    const leave = version !== undefined && others.length === 0 ? ` before ${version} can leave` : ' before a release'
    const isOpen = state === 'open' || state === 'look'
    const unseen = capital(counted(Object.keys(LATER).length, 'question'))
    if (health.score < 0) return `No question can be answered yet${leave}.`
    return isOpen
      ? `One question is open${leave}; four are not looked at yet.`
      : `Health is in order. ${unseen} more${leave}.`
  },
  looking: 'Looking at the project.',
  progress: ({ done, total, name }: ScanProgress): string => `${done} of ${total} checks: ${name}`,
  cancel: 'Cancel',
  again: 'Look again',
  healthText(view: HealthView): string {
    const { score } = view.health
    return score < 0 ? healthSentence(view) : `${tenths(score)} of 10. ${healthSentence(view)}`
  },
  seeHealth: (view: HealthView): string =>
    view.health.checks.some(({ cost }) => cost > 0) ? 'See what it costs' : 'See the checks',
  forget: 'Forget this project',
  packages: 'Packages',
  noPackages: 'No manifest of a package was found. Files can be released all the same.',
  packageText: ({ ecosystem, name, version }: ProjectPackage): string =>
    `${ecosystem}: ${name}${version === undefined ? '' : ` ${version}`}`,
  more: (n: number): string => `and ${count(n)} more`,
  scope: 'What was looked at',
  all: 'Everything in the folder: git does not say what belongs to the project.',
  project: (files: number): string =>
    `${capital(counted(files, 'file'))} that git tracks, or that are new and not ignored.`,
} as const
