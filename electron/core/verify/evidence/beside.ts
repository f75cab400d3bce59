/** Bundles that lie beside the file, by the names that signers give them. */
import { basename, dirname } from 'node:path'
import { bundlesIn } from './bundles-in.ts'
import type { EvidenceSource } from './source.ts'

const PRACTICE = '.practice.sigstore.json'
/** Countermark, sigstore-python and the client specification; older clients; cosign; SLSA's generators. */
const SUFFIXES = ['.sigstore.json', '.sigstore', '.sigstore.jsonl', '.bundle', '.intoto.jsonl', PRACTICE] as const

export const beside: EvidenceSource = {
  id: 'beside',
  title: 'beside the file',
  async find({ path }, { files, namesIn }) {
    const names = await namesIn(dirname(path))
    const likely = SUFFIXES.filter((suffix) => names?.has(`${basename(path)}${suffix}`) ?? true)
    const found = await Promise.all(likely.map((suffix) => bundlesIn(`${path}${suffix}`, files)))
    return found.flat()
  },
}

/** Whether a file is evidence of another one, by its name. */
export const isEvidenceName = (name: string): boolean => SUFFIXES.some((suffix) => name.endsWith(suffix))
