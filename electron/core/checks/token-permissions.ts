import { capital, counted } from '../../contract/counted.ts'
import type { CheckDetail, ProbeFinding } from '../../contract/model/check.ts'
import { NO_WORKFLOWS, readable } from '../facts/workflows.ts'
import { tokenPermissions as permissionsIn, type TokenPermission } from '../formats/token-permissions.ts'
import { CANNOT_TELL, check, MAX, MIN } from './check.ts'
import { info, told } from './details.ts'

const PROBES = { topLevel: 'topLevelPermissions', jobLevel: 'jobLevelPermissions' } as const
const UNKNOWN = 'hasNoGitHubWorkflowPermissionUnknown'

/** What a scope costs that may be written by every job. */
const COSTS: Readonly<Record<string, number>> = {
  checks: 0.5,
  statuses: 0.5,
  contents: 10,
  packages: 10,
  actions: 10,
  deployments: 1,
  'security-events': 1,
}
const NOTHING_SAID = 0.5
const WRITE_ALL = 'write-all'
const costsNothing = ({ values: { permissionLevel, tokenName } = {} }: ProbeFinding): boolean =>
  permissionLevel !== 'undeclared' &&
  (permissionLevel !== 'write' || (tokenName !== WRITE_ALL && COSTS[tokenName ?? ''] === undefined))
const EXCESSIVE = 'detected GitHub workflow tokens with excessive permissions'

export const tokenPermissions = check({
  id: 'token-permissions',
  scorecard: 'Token-Permissions',
  risk: 'high',
  title: 'Workflow tokens start read-only',
  why: 'A stolen workflow token can push code. Read-only by default keeps the theft small.',
  short: "Determines if the project's workflows follow the principle of least privilege.",
  tags: ['supply-chain', 'security', 'infrastructure'],
  page: {
    looksAt: 'The permissions of each workflow and of its jobs.',
    scored:
      '10, less what the top of a workflow allows: 10 for `contents`, `packages` or `actions`, 1 for `deployments` or `security-events`, a half for `checks`, `statuses`, or nothing said. 0 where nothing is said and a job says nothing either. What a job may write costs nothing.',
    unseen: 'What the repository gives to tokens by default.',
    fix: 'Put `permissions: {}` at the top of each workflow, and what each job needs into the job.',
  },
  probes: {
    [PROBES.topLevel]: {
      bad: 'False',
      effort: 'low',
      isFree: costsNothing,
      fix: 'read-only-token',
      help: 'Put permissions: {} at the top of the workflow, and what each job needs into the job.',
    },
    [PROBES.jobLevel]: { bad: 'False', effort: 'low', isFree: true, help: 'Give the job no more than it needs.' },
    [UNKNOWN]: { bad: 'False', effort: 'low', isFree: true, help: 'Use names and values that GitHub knows.' },
  },
  weak: (found) =>
    `${capital(counted(new Set(found.map(({ at }) => at?.path)).size, 'workflow hands its jobs', 'workflows hand their jobs'))} more power than any job asks for.`,
  needs: ['workflows'],
  run({ workflows }) {
    const files = readable(workflows.filter(({ hasCommands }) => hasCommands))
    if (files.length === 0) {
      const probes = [UNKNOWN, PROBES.jobLevel, PROBES.topLevel].map(
        (probe): ProbeFinding => ({ probe, outcome: 'NotApplicable', message: 'No token permissions found' }),
      )
      return { score: CANNOT_TELL, reason: 'No tokens found', probes, details: [], cannotTell: NO_WORKFLOWS }
    }
    const found = files.flatMap(permissionsIn)
    const unknowns = found.filter(({ level }) => level === 'unknown').map((one) => findingOf(one, UNKNOWN))
    const [jobs, tops] = [foundAt('jobLevel', found), foundAt('topLevel', found)]
    const { score, details, isOver } = judge(jobs, tops)
    const lines = [...unknowns.map((one) => told('debug', one)), ...details]
    const hasJobWrites = jobs.some(({ level }) => level === 'write')
    return {
      score,
      reason: score === MAX ? 'GitHub workflow tokens follow principle of least privilege' : EXCESSIVE,
      probes: [
        ...orNone(unknowns, UNKNOWN, 'no workflows with unknown permissions'),
        ...orNone(
          jobs.map((one) => findingOf(one, PROBES.jobLevel)),
          PROBES.jobLevel,
          'no job-level permissions found',
        ),
        ...orNone(
          tops.map((one) => findingOf(one, PROBES.topLevel)),
          PROBES.topLevel,
          'no job-level permissions found',
        ),
      ],
      details: isOver || hasJobWrites ? lines : [...lines, info('no jobLevel write permissions found')],
    }
  },
})

const orNone = (found: readonly ProbeFinding[], probe: string, message: string): readonly ProbeFinding[] =>
  found.length > 0 ? found : [{ probe, outcome: 'True', message }]

/** What is said for all scopes at once counts at the top only, and only as `write-all`. */
const foundAt = (where: TokenPermission['where'], found: readonly TokenPermission[]): TokenPermission[] =>
  found.filter(
    (one) =>
      one.where === where &&
      (one.scope !== undefined || ['none', 'undeclared', 'read'].includes(one.level) || isWriteAll(one)),
  )

const isWriteAll = ({ where, value }: TokenPermission): boolean => where === 'topLevel' && value === WRITE_ALL

interface Judged {
  readonly score: number
  readonly details: readonly CheckDetail[]
  /** Whether nothing behind it was looked at. */
  readonly isOver: boolean
}

/** Jobs come first, as in Scorecard: what a job may write costs nothing by itself, and makes what the top allows worse. */
function judge(jobs: readonly TokenPermission[], tops: readonly TokenPermission[]): Judged {
  const details: CheckDetail[] = []
  const [writing, undeclared] = [new Set<string>(), new Set<string>()]
  for (const one of jobs) {
    const { level, at } = one
    if (level === 'write') writing.add(at.path)
    if (level === 'undeclared') undeclared.add(at.path)
    const line = LEVEL[level]
    if (line) details.push(told(line, findingOf(one, PROBES.jobLevel)))
  }
  let score = MAX
  for (const one of tops) {
    const { level, at, scope = '' } = one
    const finding = findingOf(one, PROBES.topLevel)
    if (level === 'undeclared') {
      details.push(told('warn', finding))
      score = undeclared.has(at.path) ? MIN : score - NOTHING_SAID
    } else if (level !== 'write') {
      if (level !== 'unknown') details.push(told('info', finding))
    } else if (isWriteAll(one)) {
      details.push(told('warn', finding))
      if (undeclared.has(at.path) || writing.has(at.path)) return { score: MIN, details, isOver: true }
      score -= NOTHING_SAID
    } else if (COSTS[scope] !== undefined) {
      details.push(told('warn', finding))
      score -= COSTS[scope]
    }
  }
  return { score: Math.trunc(Math.max(score, MIN)), details, isOver: false }
}

const LEVEL: Readonly<Record<TokenPermission['level'], CheckDetail['level'] | undefined>> = {
  none: 'info',
  read: 'info',
  write: 'warn',
  undeclared: 'debug',
  unknown: undefined,
}

function findingOf(one: TokenPermission, probe: string): ProbeFinding {
  const { where, level, scope, value = '', at } = one
  // Of what may be written, and of what nobody knows, the name is told.
  const name = probe !== UNKNOWN && where && isWriteAll(one) ? value : scope
  const isNamed = name !== undefined && (level === 'write' || level === 'unknown')
  const values = { permissionLevel: level, ...(isNamed ? { tokenName: name } : {}) }
  const message =
    one.message ??
    (level === 'none' && probe !== UNKNOWN
      ? "found token with 'none' permissions"
      : level === 'undeclared'
        ? `no ${where} permission defined`
        : scope === undefined
          ? `${where} permissions set to '${value}'`
          : `${where} '${scope}' permission set to '${value}'`)
  return { probe, outcome: level === 'read' ? 'True' : 'False', message, at, values }
}
