import type { ProbeFinding } from '../../contract/model/check.ts'
import { check, MAX, MIN } from './check.ts'
import { told } from './details.ts'

const PROBE = 'fuzzed'

export const fuzzing = check({
  id: 'fuzzing',
  scorecard: 'Fuzzing',
  risk: 'medium',
  title: 'The code is tried with inputs that nobody thought of',
  why: 'Parsers break on input that no test names. A fuzzer finds it before an attacker does.',
  short: 'Determines if the project uses fuzzing.',
  tags: ['supply-chain', 'security', 'testing'],
  page: {
    looksAt:
      'Sources, for the lines by which a fuzzer or a library for properties is used in 15 languages; and the file of ClusterFuzzLite.',
    scored: '10 where there is one, else 0.',
    unseen:
      'Whether OSS-Fuzz fuzzes the project, until somebody lets it be asked. Libraries that Scorecard does not know.',
    fix: 'Give the parser of what strangers send a fuzz test in the language\u2019s own tool.',
  },
  probes: {
    [PROBE]: {
      bad: 'False',
      effort: 'high',
      help: 'Give the parser of what strangers send a fuzz test in the tool of its language.',
    },
  },
  elsewhere: 'OSS-Fuzz, for its projects, and the forge, for the languages that count',
  weak: () => 'Nothing tries the code with inputs that nobody thought of.',
  needs: ['fuzzers'],
  run({ fuzzers }) {
    const found = fuzzers.map(
      ({ tool, at }): ProbeFinding => ({
        probe: PROBE,
        outcome: 'True',
        message: `${tool} integration found`,
        ...(at ? { at } : {}),
        values: { tool },
      }),
    )
    if (found.length > 0) {
      return { score: MAX, reason: 'project is fuzzed', probes: found, details: found.map((one) => told('info', one)) }
    }
    const none: ProbeFinding = { probe: PROBE, outcome: 'False', message: 'no fuzzer integrations found' }
    return { score: MIN, reason: 'project is not fuzzed', probes: [none], details: [told('warn', none)] }
  },
})
