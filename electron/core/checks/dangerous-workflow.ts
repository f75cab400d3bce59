import { capital, counted } from '../../contract/counted.ts'
import type { CheckLocation, ProbeFinding } from '../../contract/model/check.ts'
import { FILE_TYPE } from '../../contract/model/file-type.ts'
import { Unknown } from '../facts/fact.ts'
import { NO_WORKFLOWS, readable } from '../facts/workflows.ts'
import { inLine } from '../formats/job-match.ts'
import type { Job, Workflow } from '../formats/workflow.ts'
import { CANNOT_TELL, check, MAX, MIN } from './check.ts'
import { told } from './details.ts'

const INJECTION = 'hasDangerousWorkflowScriptInjection'
const CHECKOUT = 'hasDangerousWorkflowUntrustedCheckout'

/** These run with the rights of the repository, whoever caused them. */
const PRIVILEGED = ['pull_request_target', 'workflow_run']
const FOREIGN_REF = ['github.event.pull_request', 'github.event.workflow_run']

/** Parts of an event that a stranger writes. */
const STRANGERS = new RegExp(
  [
    'issue\\.title',
    'issue\\.body',
    'pull_request\\.title',
    'pull_request\\.body',
    'discussion\\.title',
    'discussion\\.body',
    'comment\\.body',
    'review\\.body',
    'review_comment\\.body',
    'head_commit\\.message',
    'head_commit\\.author\\.email',
    'head_commit\\.author\\.name',
    'blocked_user\\.name',
    'blocked_user\\.email',
    'pull_request\\.head\\.ref',
    'pull_request\\.head\\.label',
    'pull_request\\.head\\.repo\\.default_branch',
  ].join('|'),
)
/** Of any page, or any commit. */
const STRANGERS_OF_MANY = [
  inLine('pages', '.page_name'),
  inLine('commits', '.message'),
  inLine('commits', '.author.email'),
  inLine('commits', '.author.name'),
]
/** What is white, and what is large or small, is what Go takes for it. */
const WHOLE_EVENT = /tojson[\t\n\f\r ]*\([\t\n\f\r ]*github(\.event)?[\t\n\f\r ]*\)/iu

export const dangerousWorkflow = check({
  id: 'dangerous-workflow',
  scorecard: 'Dangerous-Workflow',
  risk: 'critical',
  title: 'No workflow runs what a stranger wrote',
  why: 'A title or a branch name that becomes part of a script can take over the job, with its token and its secrets.',
  short: "Determines if the project's GitHub Action workflows avoid dangerous patterns.",
  tags: ['supply-chain', 'security', 'infrastructure'],
  page: {
    looksAt:
      'The scripts of every workflow, for expressions that a stranger writes; and checkouts of a stranger\u2019s code where a workflow has the rights of the repository.',
    scored: '0 where there is one such place, else 10. Without workflows it cannot be told.',
    unseen: 'Actions of one\u2019s own, `env` and inputs of steps, and reusable workflows of others.',
    fix: 'Hand the expression over as a variable of the environment and quote that variable; check out the base of a pull request, or give the job no rights.',
  },
  probes: {
    [INJECTION]: {
      bad: 'True',
      effort: 'low',
      fix: 'expression-through-environment',
      help: 'Hand the expression over as a variable of the environment, and quote that variable in the script.',
    },
    [CHECKOUT]: {
      bad: 'True',
      effort: 'low',
      help: 'Check out the base of the pull request, or run the job on pull_request, without the rights of the repository.',
    },
  },
  weak: (found) =>
    `${capital(counted(found.length, 'step lets a stranger', 'steps let a stranger'))} run code with the rights of the repository.`,
  needs: ['workflows'],
  run({ workflows }) {
    const files = readable(workflows.filter(({ hasCommands }) => hasCommands))
    if (files.length === 0) {
      const probes = [INJECTION, CHECKOUT].map(
        (probe): ProbeFinding => ({ probe, outcome: 'NotApplicable', message: 'Project does not have any workflows.' }),
      )
      return { score: CANNOT_TELL, reason: 'no workflows found', probes, details: [], cannotTell: NO_WORKFLOWS }
    }
    const injections = files.flatMap(({ path, jobs }) => jobs.flatMap((job) => injectionsIn(job, path)))
    const checkouts = files.flatMap((file) => checkoutsIn(file, file.path))
    const found = [...injections, ...checkouts]
    return {
      score: found.length > 0 ? MIN : MAX,
      reason: `${found.length > 0 ? '' : 'no '}dangerous workflow patterns detected`,
      probes: [
        ...orNone(injections, INJECTION, 'dangerous workflow(s) with possibility of script injection'),
        ...orNone(checkouts, CHECKOUT, 'workflow(s) with untrusted checkout'),
      ],
      details: found.map((one) => told('warn', one)),
    }
  },
})

const orNone = (found: readonly ProbeFinding[], probe: string, what: string): readonly ProbeFinding[] =>
  found.length > 0 ? found : [{ probe, outcome: 'False', message: `Project does not have ${what}.` }]

function injectionsIn({ steps }: Job, path: string): ProbeFinding[] {
  return steps.flatMap(({ does }) => {
    if (does.kind !== 'run') return []
    const { value, line } = does.run
    return expressionsIn(value, path)
      .filter(isStrangers)
      .map((snippet): ProbeFinding => {
        const at = place(path, line, snippet)
        return { probe: INJECTION, outcome: 'True', message: `script injection with untrusted input '${snippet}'`, at }
      })
  })
}

/** What stands between `${{` and `}}`. One without an end keeps the check from telling: throws `Unknown`. */
function expressionsIn(script: string, path: string): string[] {
  const found: string[] = []
  for (let at = script.indexOf('${{'); at >= 0; at = script.indexOf('${{', at)) {
    const end = script.indexOf('}}', at)
    if (end < 0) {
      throw new Unknown('internal error: internal error: invalid GitHub workflow', {
        why: `${path} has an expression without an end.`,
        helps: 'Close the expression with }}. Scorecard gives up on all workflows when one of them is so.',
      })
    }
    found.push(script.slice(at + 3, end))
    at = end
  }
  return found
}

const isStrangers = (expression: string): boolean =>
  expression.includes('github.head_ref') ||
  WHOLE_EVENT.test(expression) ||
  (expression.includes('github.event.') &&
    (STRANGERS.test(expression) || STRANGERS_OF_MANY.some((isIn) => isIn(expression))))

function checkoutsIn({ events, jobs }: Workflow, path: string): ProbeFinding[] {
  if (!events.some((event) => PRIVILEGED.includes(event))) return []
  return jobs.flatMap(({ steps }) =>
    steps.flatMap(({ does, line }): ProbeFinding[] => {
      if (does.kind !== 'action' || !does.uses.value.includes('actions/checkout')) return []
      const ref = does.inputs.get('ref')?.value ?? ''
      if (!FOREIGN_REF.some((foreign) => ref.includes(foreign))) return []
      const at = place(path, line, ref)
      return [{ probe: CHECKOUT, outcome: 'True', message: `untrusted code checkout '${ref}'`, at }]
    }),
  )
}

const place = (path: string, line: number, snippet: string): CheckLocation => ({
  path,
  type: FILE_TYPE.source,
  line,
  ...(snippet === '' ? {} : { snippet }),
})
