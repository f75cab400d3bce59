/** What each workflow lets its token do, at its top and in its jobs. */
import type { CheckLocation } from '../../contract/model/check.ts'
import { FILE_TYPE } from '../../contract/model/file-type.ts'
import { type JobPattern, matchingJob } from './job-match.ts'
import { PAGES, PUBLISHING, RELEASING } from './publishing-jobs.ts'
import type { Permissions, Workflow } from './workflow.ts'

export type Level = 'undeclared' | 'none' | 'read' | 'write' | 'unknown'

/** One permission, the lack of any, or (without `where`) what makes somebody need one. */
export interface TokenPermission {
  readonly where?: 'topLevel' | 'jobLevel'
  readonly message?: string
  readonly level: Level
  /** Of one scope; missing where it is said for all of them. */
  readonly scope?: string
  readonly value?: string
  readonly at: CheckLocation
}

/** Scopes by which somebody else's work can be changed. The others matter to nobody but the job. */
const OF_INTEREST: ReadonlySet<string> = new Set([
  'statuses',
  'checks',
  'security-events',
  'deployments',
  'contents',
  'packages',
  'actions',
])

/** Actions whose work it is to write security events. */
const UPLOADS: ReadonlySet<string> = new Set([
  'github/codeql-action/analyze',
  'github/codeql-action/upload-sarif',
  'ossf/scorecard-action',
  'haskell-actions/hlint-scan',
  'zizmorcore/zizmor-action',
])

export function tokenPermissions(workflow: Workflow & { readonly path: string }): TokenPermission[] {
  const { path, permissions, jobs } = workflow
  const place = (line: number, snippet?: string): CheckLocation => ({
    path,
    type: FILE_TYPE.source,
    line,
    ...(snippet ? { snippet } : {}),
  })
  const { needed, reasons } = neededScopes(workflow, place)
  const top: TokenPermission[] = permissions
    ? permissionsOf(permissions, 'topLevel', place, new Set())
    : [{ where: 'topLevel', level: 'undeclared', at: place(1) }]
  const inJobs = jobs.flatMap((job): TokenPermission[] =>
    job.permissions
      ? permissionsOf(job.permissions, 'jobLevel', place, needed)
      : [{ where: 'jobLevel', level: 'undeclared', at: place(job.line) }],
  )
  return [...top, ...reasons, ...inJobs]
}

type Place = (line: number, snippet?: string) => CheckLocation

function permissionsOf(
  { all, scopes }: Permissions,
  where: 'topLevel' | 'jobLevel',
  place: Place,
  needed: ReadonlySet<string>,
): TokenPermission[] {
  if (all !== undefined && all.value !== '') {
    const level = all.value.toLowerCase() === 'read-all' ? levelOf(all.value) : 'write'
    return [{ where, level, value: all.value, at: place(all.line, all.value) }]
  }
  if (scopes.length === 0) return [{ where, level: 'none', value: 'none', at: place(1) }]
  return scopes.map(({ name, value: { value, line } }): TokenPermission => {
    const scope = { where, scope: name, value }
    if (value.toLowerCase() !== 'write') return { ...scope, level: levelOf(value), at: place(line) }
    const level = OF_INTEREST.has(name) && !needed.has(name) ? 'write' : 'unknown'
    return { ...scope, level, at: place(line, value) }
  })
}

const levelOf = (value: string): Level =>
  value === 'read' || value === 'read-all' ? 'read' : value === 'none' ? 'none' : 'unknown'

/** Scopes that some job of the workflow is known to need, with why: none of its jobs is blamed for them. */
function neededScopes(workflow: Workflow & { readonly path: string }, place: Place) {
  const [needed, reasons]: [Set<string>, TokenPermission[]] = [new Set(), []]
  const tell = (message: string, line = 1) => reasons.push({ level: 'unknown', message, at: place(line) })
  function isLike(patterns: readonly JobPattern[], otherwise: string): boolean {
    const found = matchingJob(workflow, patterns)
    tell(`${found ? `candidate ${found.pattern.what}` : otherwise}: ${workflow.path}`)
    return found !== undefined
  }
  if (isLike(PUBLISHING, 'not a publishing workflow')) needed.add('packages')
  if (isLike(RELEASING, 'not a releasing workflow') || isLike(PAGES, 'not a GitHub Pages deployment workflow')) {
    needed.add('contents')
  }
  const uses = workflow.jobs.flatMap(({ steps }) =>
    steps.flatMap(({ does }) => (does.kind === 'action' ? [does.uses] : [])),
  )
  const upload = uses.find(({ value }) => UPLOADS.has(value.split('@')[0] ?? ''))
  if (upload) needed.add('security-events')
  tell(upload ? 'allowed SARIF workflow detected' : 'not a SARIF workflow, or not an allowed one', upload?.line)
  return { needed, reasons }
}
