import { capital, counted } from '../../contract/counted.ts'
import type { ProbeFinding } from '../../contract/model/check.ts'
import { FILE_TYPE } from '../../contract/model/file-type.ts'
import { check, MAX, MIN } from './check.ts'
import { told } from './details.ts'

const PROBE = 'hasUnverifiedBinaryArtifacts'

export const binaryArtifacts = check({
  id: 'binary-artifacts',
  scorecard: 'Binary-Artifacts',
  risk: 'high',
  title: 'No programs lie among the sources',
  why: 'Nobody can read a program as one reads its source: what is in it may have come from anywhere.',
  short: 'Determines if the project has generated executable (binary) artifacts in the source repository.',
  tags: ['supply-chain', 'security', 'dependencies'],
  page: {
    looksAt:
      'Every file but data of tests (`testdata/`, `src/test/`): its first 1,024 bytes, and its name where those do not say what it is.',
    scored: '10, less one point for each program that is found, down to 0.',
    unseen:
      'What an archive holds. A wrapper of Gradle counts as a program here, since only a forge knows whether it was verified.',
    fix: 'Build programs where they are needed, and take them out of the repository and its history.',
  },
  probes: {
    [PROBE]: {
      bad: 'True',
      effort: 'medium',
      help: 'Build the program where it is needed, and take it out of the repository.',
    },
  },
  elsewhere: 'the forge, for runs that validated the wrapper of Gradle',
  weak: (found) => `${capital(counted(found.length, 'program lies', 'programs lie'))} among the sources.`,
  needs: ['contents'],
  run({ contents: { binaries } }) {
    const found = binaries.map(
      (path): ProbeFinding => ({
        probe: PROBE,
        outcome: 'True',
        message: 'binary artifact detected',
        at: { path, type: FILE_TYPE.binary, line: 1 },
      }),
    )
    if (found.length === 0) {
      const message = 'Repository does not have binary artifacts.'
      const probes: ProbeFinding[] = [{ probe: PROBE, outcome: 'False', message }]
      return { score: MAX, reason: 'no binaries found in the repo', probes, details: [] }
    }
    return {
      score: Math.max(MIN, MAX - found.length),
      reason: 'binaries present in source code',
      probes: found,
      // Scorecard calls it otherwise here.
      details: found.map((one) => ({ ...told('warn', one), text: 'binary detected' })),
    }
  },
})
