import type { ProbeFinding } from '../../contract/model/check.ts'
import { FILE_TYPE } from '../../contract/model/file-type.ts'
import { check, MAX, MIN } from './check.ts'
import { told } from './details.ts'

const PROBE = 'dependencyUpdateToolConfigured'

/** Whole paths, in lower case. */
const CONFIGURATIONS: Readonly<Record<string, readonly string[]>> = {
  Dependabot: ['.github/dependabot.yml', '.github/dependabot.yaml'],
  RenovateBot: [
    'renovate.json',
    'renovate.json5',
    '.github/renovate.json',
    '.github/renovate.json5',
    '.gitlab/renovate.json',
    '.gitlab/renovate.json5',
    '.renovaterc',
    '.renovaterc.json',
    '.renovaterc.json5',
  ],
  'scala-steward': ['', '.github/', '.config/'].flatMap((folder) => [
    `${folder}.scala-steward.conf`,
    `${folder}scala-steward.conf`,
  ]),
}

const TOOLS = new Map(Object.entries(CONFIGURATIONS).flatMap(([tool, paths]) => paths.map((path) => [path, tool])))

export const dependencyUpdateTool = check({
  id: 'dependency-update-tool',
  scorecard: 'Dependency-Update-Tool',
  risk: 'high',
  title: 'A tool proposes updates of dependencies',
  why: 'A fix in a dependency helps nobody before it is taken. A tool that proposes it shortens the time that holes stay open.',
  short: 'Determines if the project uses a dependency update tool.',
  tags: ['supply-chain', 'security', 'dependencies'],
  page: {
    looksAt: 'The names of the files by which Dependabot, Renovate and Scala Steward are set up.',
    scored: '10 where there is one, else 0.',
    unseen:
      'A tool that is set up at the forge alone, or in `package.json`. The file is never read: an empty one counts.',
    fix: 'Add `.github/dependabot.yml` with one entry for each ecosystem.',
  },
  probes: {
    [PROBE]: {
      bad: 'False',
      effort: 'low',
      fix: 'update-tool',
      help: 'Add .github/dependabot.yml with one entry for each ecosystem.',
    },
  },
  elsewhere: 'the forge, for commits of a bot',
  weak: () => 'No tool proposes updates of the dependencies.',
  needs: ['paths'],
  run({ paths }) {
    const probes = paths.flatMap((path): ProbeFinding[] => {
      const tool = TOOLS.get(path.toLowerCase())
      if (tool === undefined) return []
      const at = { path, type: FILE_TYPE.source, line: 1 }
      return [{ probe: PROBE, outcome: 'True', message: `detected update tool: ${tool}`, at, values: { tool } }]
    })
    if (probes.length > 0) {
      return { score: MAX, reason: 'update tool detected', probes, details: probes.map((one) => told('info', one)) }
    }
    const none: ProbeFinding = {
      probe: PROBE,
      outcome: 'False',
      message: 'no dependency update tool configurations found',
    }
    return { score: MIN, reason: 'no update tool detected', probes: [none], details: [told('warn', none)] }
  },
})
