/** What was seen of packages: who signed each version, and with which kinds of evidence. */
import { z } from 'zod'
import { Identity } from './identity.ts'

/** From the weakest to the strongest. `signature` is one over the file, `attestation` a statement about it. */
export const EVIDENCE_KINDS = ['registry-signature', 'signature', 'attestation', 'provenance'] as const
export const EvidenceKind = z.enum(EVIDENCE_KINDS)
export type EvidenceKind = z.infer<typeof EvidenceKind>

/** One version, as it was when it was verified. */
export const Sighting = z.object({
  version: z.string(),
  /** When it was verified here. */
  at: z.iso.datetime(),
  kind: EvidenceKind,
  /** Missing where only a registry signed. */
  signer: Identity.exactOptional(),
  /** By the word of the certificate. The number stays when a repository is renamed. */
  repository: z.string().exactOptional(),
  repositoryId: z.string().exactOptional(),
  /** Why a person took this for the new state of things, although it was another one before. */
  accepted: z.string().exactOptional(),
})
export type Sighting = z.infer<typeof Sighting>

/** By the purl of the package without its version; the last ones, in the order in which they were seen. */
export const SeenPackages = z.record(z.string(), z.array(Sighting))
export type SeenPackages = z.infer<typeof SeenPackages>

/** What is different from before, with both sides. */
export const Change = z.object({
  what: z.enum(['publisher', 'issuer', 'workflow', 'repository', 'kind', 'evidence']),
  was: z.string(),
  is: z.string(),
})
export type Change = z.infer<typeof Change>

/** How a version compares with those before it. `first`: nothing to compare with. `same` with so many other versions. */
export const Remembered = z.discriminatedUnion('is', [
  z.object({ is: z.literal('first') }),
  z.object({ is: z.literal('same'), versions: z.int().positive() }),
  /** A change that a person took for the new state of things, and why. */
  z.object({ is: z.literal('accepted'), reason: z.string() }),
  z.object({ is: z.literal('changed'), changes: z.array(Change).min(1), since: z.string() }),
])
export type Remembered = z.infer<typeof Remembered>
