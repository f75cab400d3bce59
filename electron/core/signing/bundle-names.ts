/** What a bundle is called: `<file>.sigstore.json`, and `<file>.practice.sigstore.json` so that practice never passes for more. */

import { basename, join } from 'node:path'
import { bundleFromJSON } from '@sigstore/bundle'
import { X509Certificate } from '@sigstore/core'
import type { UsableTrust } from '../verify/trust.ts'

/** So many earlier bundles can stand beside a file before we stop looking for a free name. */
const MOST_KEPT = 1000

/**
 * What the names of a file's bundles begin with: the file's own name, and for an attestation what it attests, so that it
 * stands beside the signature. `out` is another folder than the file's.
 */
export function bundleStem(artifact: string, { out, label }: { out?: string; label?: string } = {}): string {
  const path = out === undefined ? artifact : join(out, basename(artifact))
  return label === undefined ? path : `${path}.${label}`
}

/** The name for a file, then the names for when that one is taken: `….sigstore.json`, `….2.sigstore.json`, … */
export function* bundleNames(bundleStem: string, isPractice: boolean): Generator<string> {
  yield firstBundleName(bundleStem, isPractice)
  const stem = isPractice ? `${bundleStem}.practice` : bundleStem
  for (let n = 2; n <= MOST_KEPT; n++) yield `${stem}.${n}.sigstore.json`
}

export const firstBundleName = (bundleStem: string, isPractice: boolean): string =>
  `${isPractice ? `${bundleStem}.practice` : bundleStem}.sigstore.json`

/** Whether the text is a bundle whose certificate was made by an authority that is trusted here. Anything unreadable is not. */
export function isPracticeBundle(bytes: Uint8Array, { material }: UsableTrust): boolean {
  try {
    const { content } = bundleFromJSON(JSON.parse(new TextDecoder().decode(bytes))).verificationMaterial
    if (content.$case !== 'certificate') return false
    const leaf = X509Certificate.parse(Buffer.from(content.certificate.rawBytes))
    return material.certificateAuthorities.some(({ certChain }) => certChain.some((ca) => leaf.verify(ca)))
  } catch {
    return false
  }
}
