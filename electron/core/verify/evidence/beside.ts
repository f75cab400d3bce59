/** Bundles that lie beside the file, by the names that signers give them. */
import { basename, dirname, join } from 'node:path'
import type { AttestationKindId } from '../../attestations/kinds.ts'
import type { Files } from '../../ports.ts'
import { pgpKeyId } from '../openpgp.ts'
import { bundlesIn } from './bundles-in.ts'
import type { Evidence, EvidenceSource, PgpEvidence } from './source.ts'

/** Countermark, sigstore-python and the client specification; older clients; cosign; SLSA's generators. */
const SUFFIXES = ['.sigstore.json', '.sigstore', '.sigstore.jsonl', '.bundle', '.intoto.jsonl', '.asc'] as const
const PGP = '.asc'
const MAX_PGP_BYTES = 1024 * 1024
const LABELS: Readonly<Record<AttestationKindId, true>> = {
  provenance: true,
  cyclonedx: true,
  spdx: true,
  custom: true,
}
/** What Countermark puts before the suffix: what is attested, that it is practice, and which of several it is. */
const BETWEEN = new RegExp(`(?:\\.(?:${Object.keys(LABELS).join('|')}))?(?:\\.practice)?(?:\\.[1-9]\\d*)?$`)

export const beside: EvidenceSource = {
  async find({ path }, { files, namesIn }): Promise<Evidence[]> {
    const [folder, name] = [dirname(path), basename(path)]
    const names = await namesIn(folder)
    // Where a folder does not tell its names, those that are likely are tried.
    const likely = names ? (evidenceIn(names).get(name) ?? []) : likelyFor(name)
    const found = await Promise.all(
      likely.map((one) => (one.endsWith(PGP) ? signatureIn : bundlesIn)(join(folder, one), files)),
    )
    return found.flat()
  },
}

/** Named, and not judged. Nothing where it is no armoured signature: keys have the same ending. */
async function signatureIn(path: string, files: Pick<Files, 'read'>): Promise<PgpEvidence[]> {
  const bytes = await files.read(path, MAX_PGP_BYTES)
  const text = bytes ? new TextDecoder().decode(bytes) : ''
  if (!text.includes('-----BEGIN PGP SIGNATURE-----')) return []
  const keyId = pgpKeyId(text)
  return [{ kind: 'pgp', from: path, ...(keyId === undefined ? {} : { keyId }) }]
}

/** By its name alone. */
export const isNamedAsEvidence = (path: string): boolean => SUFFIXES.some((suffix) => path.endsWith(suffix))

/** What the file that a piece of evidence is of may be called, the likeliest first. */
export function ownersOf(name: string): string[] {
  const suffix = SUFFIXES.find((one) => name.endsWith(one))
  if (suffix === undefined) return []
  const stem = name.slice(0, -suffix.length)
  return [...new Set([stem, stem.replace(BETWEEN, '')])].filter((one) => one !== '')
}

/** The names of bundles that lie beside a file of this name. */
export const besideNames = (name: string, names: ReadonlySet<string>): string[] =>
  (evidenceIn(names).get(name) ?? []).filter((one) => !one.endsWith(PGP))

const likelyFor = (name: string): string[] =>
  ['', '.practice'].flatMap((between) => SUFFIXES.map((suffix) => `${name}${between}${suffix}`))

const known = new WeakMap<ReadonlySet<string>, ReadonlyMap<string, readonly string[]>>()

/** The names of evidence in a folder by the name of the file that it is of. What is of no file there is no evidence. */
export function evidenceIn(names: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const before = known.get(names)
  if (before) return before
  const found = new Map<string, string[]>()
  // In the order of the suffixes: the likeliest comes first.
  for (const suffix of SUFFIXES) {
    for (const name of [...names].filter((one) => one.endsWith(suffix)).sort()) {
      const owner = ownersOf(name).find((one) => names.has(one))
      if (owner !== undefined) found.set(owner, [...(found.get(owner) ?? []), name])
    }
  }
  known.set(names, found)
  return found
}
