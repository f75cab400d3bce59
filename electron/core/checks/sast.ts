import type { ProbeFinding } from '../../contract/model/check.ts'
import { FILE_TYPE } from '../../contract/model/file-type.ts'
import { readable } from '../facts/workflows.ts'
import { check, MAX, MIN } from './check.ts'
import { info, told } from './details.ts'

const CONFIGURED = 'sastToolConfigured'
const RUNS = 'sastToolRunsOnAllCommits'

/** Actions without their version, in the order in which Scorecard looks for them; `Sonar` is found in build files. */
const TOOLS: readonly (readonly [tool: string, uses: RegExp | 'build-file'])[] = [
  ['CodeQL', /^github\/codeql-action\/analyze$/],
  ['Sonar', 'build-file'],
  ['Snyk', /^snyk\/actions\/.*/],
  ['Pysa', /^facebook\/pysa-action$/],
  ['Qodana', /^JetBrains\/qodana-action$/],
  ['Hadolint', /^hadolint\/hadolint-action$/],
]

export const sast = check({
  id: 'sast',
  scorecard: 'SAST',
  risk: 'medium',
  title: 'A tool looks for weaknesses in the code',
  why: 'A scanner finds some kinds of mistakes before they ship, every time and without getting tired.',
  short: 'Determines if the project uses static code analysis.',
  tags: ['supply-chain', 'security', 'testing'],
  page: {
    looksAt: 'Workflows, for CodeQL, Snyk, Pysa, Qodana and Hadolint; builds of Maven, for a Sonar server.',
    scored: '10 where there is one, else 0.',
    unseen: 'Whether pull requests were scanned: a forge knows. Scanners that Scorecard does not know.',
    fix: 'Add a workflow that runs CodeQL on each pull request.',
  },
  probes: {
    [CONFIGURED]: {
      bad: 'False',
      effort: 'medium',
      fix: 'codeql',
      help: 'Add a workflow that runs CodeQL on each pull request.',
    },
    [RUNS]: { bad: 'False', effort: 'low', help: 'Run the tool on each pull request.' },
  },
  elsewhere: 'the forge, for scans of merged pull requests',
  weak: () => 'No tool looks for weaknesses in the code.',
  // Scorecard opens every file on its way: one that cannot be opened keeps it from telling.
  needs: ['workflows', 'sonarBuilds', 'contents'],
  run({ workflows, sonarBuilds }) {
    const files = readable(workflows)
    const found = TOOLS.flatMap(([tool, uses]): ProbeFinding[] => {
      if (uses === 'build-file') return sonarBuilds.map((at) => configured(tool, at))
      return files.flatMap(({ path, jobs }) =>
        jobs.flatMap(({ steps }) =>
          steps.flatMap(({ does }) => {
            if (does.kind !== 'action') return []
            const name = does.uses.value.replace(/^actions:\/\//, '').split('@')[0] ?? ''
            return uses.test(name) ? [configured(tool, { path, type: FILE_TYPE.source, line: 1 })] : []
          }),
        ),
      )
    })
    const none: ProbeFinding = { probe: CONFIGURED, outcome: 'False', message: 'no SAST configuration files detected' }
    const runs: ProbeFinding = {
      probe: RUNS,
      outcome: 'NotApplicable',
      message: 'no pull requests merged into dev branch',
    }
    const has = (isCodeQl: boolean) => found.some(({ values }) => (values?.tool === 'CodeQL') === isCodeQl)
    const [score, reason] = has(false)
      ? [MAX, 'SAST tool detected']
      : has(true)
        ? [MAX, 'SAST tool detected: CodeQL']
        : [MIN, 'no SAST tool detected']
    return {
      score,
      reason,
      probes: [...(found.length > 0 ? found : [none]), runs],
      // Scorecard leaves the place out of the line.
      details: [...found.map(({ message }) => info(message)), told('warn', runs)],
    }
  },
})

const configured = (tool: string, at: NonNullable<ProbeFinding['at']>): ProbeFinding => ({
  probe: CONFIGURED,
  outcome: 'True',
  message: `SAST configuration detected: ${tool}`,
  at,
  values: { tool },
})
