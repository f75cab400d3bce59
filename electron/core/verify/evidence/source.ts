/** The shape of a place where evidence of a file may lie: one file each in this folder. */
import type { Files } from '../../ports.ts'

export interface Evidence {
  /** Where it was found: the path of a file. */
  readonly from: string
  /** Parsed JSON of any origin; undefined where it is none. */
  readonly bundle: unknown
}

export interface EvidenceNeeds {
  readonly files: Pick<Files, 'read'>
  /** The names in a folder; undefined where it does not tell them. */
  readonly namesIn: (folder: string) => Promise<ReadonlySet<string> | undefined>
}

export interface EvidenceSource {
  /** What is there, the likeliest first. Faults: `files.*`, where something is there and cannot be read. */
  find(artifact: { readonly path: string }, needs: EvidenceNeeds): Promise<readonly Evidence[]>
}
