/** SLSA provenance v1 for files that were built on a maintainer's own machine. */
import type { SourceFacts } from '../ports.ts'
import { PROVENANCE_TYPE } from './kinds/provenance.ts'
import type { Predicate } from './statement.ts'

/** The page that says what these addresses mean. They are part of what is signed: a new meaning needs a new page. */
const PAGE = 'https://github.com/countermark/countermark/blob/main/docs/provenance-v1.md'

/** Says that the platform is the machine of the person who signs. It is never the id of a hosted builder. */
const BUILDER = `${PAGE}#workstation`

/** Says that the build ran before Countermark saw the files, and that the person vouches for what is written of it. */
const BUILD_TYPE = `${PAGE}#declared-build`

export interface ProvenanceFacts {
  /** What git says of the folder; empty where it cannot tell. */
  readonly source: SourceFacts
  /** The command that the person says the files were built with, in their own words. */
  readonly command?: string
  /** Version of Countermark. */
  readonly version: string
}

/**
 * Claims what a laptop can: which commit was checked out, and the command that the person names. No level, no times and
 * no steps, for nobody watched the build (SLSA v1, Build L1 at most). What is not known is left out.
 */
export function makeProvenance({ source, command, version }: ProvenanceFacts): Predicate {
  const { repository, commit, ref } = source
  const uri = repository && `git+${repository}${ref === undefined ? '' : `@${encodeURI(ref)}`}`
  return {
    type: PROVENANCE_TYPE,
    body: {
      buildDefinition: {
        buildType: BUILD_TYPE,
        externalParameters: { ...(uri && { source: uri }), ...(command && { command }) },
        ...(commit && { resolvedDependencies: [{ ...(uri && { uri }), digest: { gitCommit: commit } }] }),
      },
      runDetails: { builder: { id: BUILDER, version: { countermark: version } } },
    },
  }
}
