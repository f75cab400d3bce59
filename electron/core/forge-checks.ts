/** The checks of Scorecard that ask a forge, and are run when nobody says which. */
import type { ForgeCheck } from '../contract/model/project.ts'

export const FORGE_CHECKS: readonly ForgeCheck[] = [
  {
    name: 'Branch-Protection',
    risk: 'high',
    asks: 'whether somebody can rewrite the branches that releases come from',
  },
  { name: 'Code-Review', risk: 'high', asks: 'whether somebody else looks at each change' },
  { name: 'Maintained', risk: 'high', asks: 'whether somebody still looks after the project' },
  { name: 'Signed-Releases', risk: 'high', asks: 'whether releases are signed' },
  { name: 'CI-Tests', risk: 'low', asks: 'whether changes are tested before they are merged' },
  { name: 'CII-Best-Practices', risk: 'low', asks: 'whether the project has a badge of best practices' },
  { name: 'Contributors', risk: 'low', asks: 'whether people of several organisations work on it' },
]
