/** The checks of Scorecard that ask a forge, and are run when nobody says which. */
import type { ForgeCheck } from '../contract/model/project.ts'

export const FORGE_CHECKS: readonly ForgeCheck[] = [
  { name: 'Branch-Protection', risk: 'high', title: 'Nobody can rewrite the branches that releases come from.' },
  { name: 'Code-Review', risk: 'high', title: 'Somebody else looks at each change.' },
  { name: 'Maintained', risk: 'high', title: 'Somebody still looks after the project.' },
  { name: 'Signed-Releases', risk: 'high', title: 'Releases are signed.' },
  { name: 'CI-Tests', risk: 'low', title: 'Changes are tested before they are merged.' },
  { name: 'CII-Best-Practices', risk: 'low', title: 'The project has a badge of best practices.' },
  { name: 'Contributors', risk: 'low', title: 'People of several organisations work on it.' },
]
