/** What a bundle is called: `<file>.sigstore.json`, and `<file>.practice.sigstore.json` so that practice never passes for more. */

import { bundleFromJSON } from '@sigstore/bundle'
import { X509Certificate } from '@sigstore/core'
import type { UsableTrust } from '../verify/trust.ts'

/** So many earlier bundles can stand beside a file before we stop looking for a free name. */
const MOST_KEPT = 1000

/** The name for a file, then the names for when that one is taken: `….sigstore.json`, `….2.sigstore.json`, … */
export function* bundleNames(artifact: string, isPractice: boolean): Generator<string> {
  const stem = isPractice ? `${artifact}.practice` : artifact
  yield `${stem}.sigstore.json`
  for (let n = 2; n <= MOST_KEPT; n++) yield `${stem}.${n}.sigstore.json`
}

export function firstBundleName(artifact: string, isPractice: boolean): string {
  return `${isPractice ? `${artifact}.practice` : artifact}.sigstore.json`
}

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
