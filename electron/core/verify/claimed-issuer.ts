import { readBundle } from './bundle-form.ts'
import { leafOf } from './leaf.ts'

/** The issuer that the certificate of a bundle names, by its own word alone; undefined where it names none. */
export function claimedIssuer(bundle: unknown): string | undefined {
  try {
    return leafOf(readBundle(bundle)).identity.issuer
  } catch {
    return undefined
  }
}
