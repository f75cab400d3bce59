/** A bill of materials of either format: the document says which. */
import { type CheckedPredicate, predicateOf } from './kinds.ts'
import { parsePredicate } from './predicate-json.ts'

/** Reads and checks an SBOM. Faults: those of `predicateOf`; what is neither is told of as SPDX that is none. */
export const sbomOf = (file: Uint8Array): Promise<CheckedPredicate> =>
  predicateOf('bomFormat' in parsePredicate(file) ? 'cyclonedx' : 'spdxjson', file)
