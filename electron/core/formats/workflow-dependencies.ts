/** What workflows use, and what their scripts install (Scorecard's `raw/pinned_dependencies.go`). */
import { FILE_TYPE } from '../../contract/model/file-type.ts'
import type { Dependency } from './dependencies.ts'
import { baseName, folded } from './path-names.ts'
import { type Collected, scanShell } from './shell-scan.ts'
import type { Job, Step, Workflow } from './workflow.ts'
import { lowerCase, type Text } from './yaml-nodes.ts'

type File = Workflow & { readonly path: string }

/** Actions and workflows of others, one for each time that they are used. */
export const actionsIn = ({ path, jobs }: File): Dependency[] =>
  jobs.flatMap(({ calls, steps }) => {
    const used = steps.flatMap(({ does }) => (does.kind === 'action' && does.uses.value !== '' ? [does.uses] : []))
    return [...(calls ? [calls] : []), ...used]
      .filter(({ value }) => !value.startsWith('./'))
      .map((uses) => actionOf(uses, path))
  })

const actionOf = ({ value, line }: Text, path: string): Dependency => ({
  kind: 'GitHubAction',
  name: value,
  isPinned: isPinned(value),
  at: { path, type: FILE_TYPE.source, line, end: line, snippet: value },
})

const isPinned = (uses: string): boolean =>
  /^\.[^\n]+[^/]/.test(uses) || /@[a-fA-F\d]{40,}/.test(uses) || uses.split('\n').some(isPinnedImage)

function isPinnedImage(line: string): boolean {
  const at = line.indexOf('docker://')
  return at >= 0 && /@sha256:[a-fA-F\d]{64}/.test(line.slice(at))
}

export const isGithubs = (uses: string): boolean => uses.startsWith('actions/') || uses.startsWith('github/')

const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'mksh'])

/** The scripts of all steps whose shell is one that can be read. */
export function scriptsIn({ path, jobs }: File, into: Collected): void {
  for (const job of jobs) {
    const downloaded = new Set<string>()
    for (const step of job.steps) {
      if (step.does.kind !== 'run') continue
      const shell = shellOf(step.does.shell, step, job)
      if (shell === undefined) {
        const at = { path, type: FILE_TYPE.source, line: step.line, snippet: '' }
        into.unread.push({ text: 'error parsing job operating system', at })
      } else if (SHELLS.has(folded(baseName(shell)))) {
        const { value, line } = step.does.run
        // An expression in it is no shell's: a name stands for it.
        const text = value.replace(/\{\{[^{}]*\}\}/g, 'GITHUB_REDACTED_VAR')
        const failure = scanShell({ path, text, line, end: line }, downloaded, into)
        if (failure !== undefined) into.failures.push(failure)
      }
    }
  }
}

/** Conditions by which a step runs on Windows only. Go has fewer letters for white, and more for one that may be large or small. */
const ON_WINDOWS = [
  /runner\.os[\t\n\f\r ]*==[\t\n\f\r ]*['"]windows['"]/iu,
  /\$\{\{[\t\n\f\r ]*startsWith\(runner\.os,[\t\n\f\r ]*['"]windows['"]\)/iu,
  /matrix\.os[\t\n\f\r ]*==[\t\n\f\r ]*['"]windows-/iu,
]

/** Undefined where nobody can tell which system the job runs on. */
function shellOf(own: string, { condition }: Step, { shell, runsOn, matrixOs }: Job): string | undefined {
  if (own !== '') return own
  if (shell !== '') return shell
  if (ON_WINDOWS.some((pattern) => pattern.test(condition))) return 'pwsh'
  const isMatrix = runsOn.length === 1 && runsOn[0]?.includes('matrix.os')
  const systems = isMatrix ? matrixOs : runsOn
  if (isMatrix && systems.length === 0) return undefined
  return systems.every((system) => lowerCase(system).startsWith('windows')) ? 'pwsh' : 'bash'
}
