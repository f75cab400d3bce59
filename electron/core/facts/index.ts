/** Every fact, by the name that checks ask for it. */
import { advisories } from './advisories.ts'
import { annotations } from './annotations.ts'
import { contents } from './contents.ts'
import { dockerfiles } from './dockerfiles.ts'
import { dotnetProjects } from './dotnet-projects.ts'
import type { Fact } from './fact.ts'
import { fuzzers } from './fuzzers.ts'
import { lockedPackages } from './locked-packages.ts'
import { packages } from './packages.ts'
import { paths } from './paths.ts'
import { securityPolicies } from './security-policies.ts'
import { sonarBuilds } from './sonar-builds.ts'
import { workflows } from './workflows.ts'

export const FACTS = {
  advisories,
  annotations,
  contents,
  dockerfiles,
  dotnetProjects,
  fuzzers,
  lockedPackages,
  packages,
  paths,
  securityPolicies,
  sonarBuilds,
  workflows,
} as const

export type FactId = keyof typeof FACTS
type Of<F> = F extends Fact<infer T> ? T : never
export type Facts = { readonly [Id in FactId]: Of<(typeof FACTS)[Id]> }
