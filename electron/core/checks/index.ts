/** Every check, by Scorecard's names. */
import { binaryArtifacts } from './binary-artifacts.ts'
import type { Check } from './check.ts'
import { dangerousWorkflow } from './dangerous-workflow.ts'
import { dependencyUpdateTool } from './dependency-update-tool.ts'
import { fuzzing } from './fuzzing.ts'
import { license } from './license.ts'
import { packaging } from './packaging.ts'
import { pinnedDependencies } from './pinned-dependencies.ts'
import { sast } from './sast.ts'
import { securityPolicy } from './security-policy.ts'
import { tokenPermissions } from './token-permissions.ts'
import { vulnerabilities } from './vulnerabilities.ts'

export const CHECKS: readonly Check[] = [
  binaryArtifacts,
  dangerousWorkflow,
  dependencyUpdateTool,
  fuzzing,
  license,
  packaging,
  pinnedDependencies,
  sast,
  securityPolicy,
  tokenPermissions,
  vulnerabilities,
]
