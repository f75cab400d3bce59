/** Which jobs of a workflow do something that is known: publish a package, or make a release (Scorecard's `fileparser`). */
import type { Job, Workflow } from './workflow.ts'

/** One step that a job has to have. Several of these may be the same step. */
export interface StepPattern {
  /** An action, without its version. */
  readonly uses?: string
  /** Inputs that have to be so, letter by letter. */
  readonly with?: Readonly<Record<string, string>>
  /** Somewhere in the script, once its continued lines are joined. */
  readonly run?: (script: string) => boolean
}

export interface JobPattern {
  readonly steps: readonly StepPattern[]
  /** What it does, in Scorecard's words. */
  readonly what: string
}

/** The first job of the workflow that is like one of the patterns, and the first of those. */
export function matchingJob(
  { jobs }: Workflow,
  patterns: readonly JobPattern[],
): { readonly job: Job; readonly pattern: JobPattern } | undefined {
  for (const job of jobs) {
    const pattern = patterns.find((one) => isLike(job, one))
    if (pattern) return { job, pattern }
  }
  return undefined
}

function isLike(job: Job, { steps }: JobPattern): boolean {
  for (const pattern of steps) {
    // A workflow that is called stands for all that it does.
    if (job.calls?.value.startsWith(`${pattern.uses ?? ''}@`)) return true
    if (!job.steps.some((step) => isStepLike(step.does, pattern))) return false
  }
  return true
}

function isStepLike(does: Job['steps'][number]['does'], pattern: StepPattern): boolean {
  if (pattern.uses !== undefined) {
    if (does.kind !== 'action' || !does.uses.value.startsWith(`${pattern.uses}@`)) return false
  }
  for (const [name, value] of Object.entries(pattern.with ?? {})) {
    if (does.kind !== 'action' || does.inputs.get(name)?.value !== value) return false
  }
  if (pattern.run === undefined) return true
  // Of a break of two letters, the second one is left: so Scorecard's expression has it.
  return does.kind === 'run' && pattern.run(does.run.value.replace(/\\[\n\r]/g, ''))
}

/** Whether one follows the other somewhere on a line. As an expression it would take the square of the time. */
export const inLine =
  (first: string, then: string) =>
  (text: string): boolean =>
    text.split('\n').some((line) => {
      const at = line.indexOf(first)
      return at >= 0 && line.includes(then, at + first.length)
    })
