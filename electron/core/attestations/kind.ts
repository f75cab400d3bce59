/** The shape of a kind of attestation: one file of this shape in `kinds/`, and a line in `kinds.ts`. */
import type { JsonObject } from './predicate-json.ts'

export interface AttestationKind<Id extends string = string> {
  /** Equals the name of the file. */
  readonly id: Id
  /** Short names for `--type`, with the URI that each stands for: of several, the document decides. */
  readonly names: ReadonlyMap<string, string | readonly string[]>
  /** Whether predicates of this URI are of this kind. */
  owns(uri: string): boolean
  /**
   * Checks a document and says which URI names its type. `uri` is what was asked for, if it was. Faults:
   * `attestation.*`.
   */
  check(body: JsonObject, uri: string | undefined): Promise<string>
}

/** Only gives `kind` its exact type. */
export const attestationKind = <const Id extends string>(kind: AttestationKind<Id>): AttestationKind<Id> => kind
