/** The keys of npm's registry that came with the program. Made by build/refresh-trust.mjs. */
import { z } from 'zod'
import { keyFrom } from '../core/verify/evidence/npm.ts'
import type { RegistryKey } from '../core/verify/evidence/source.ts'

/** The TUF target of the public good instance; each key is listed once for each of its uses. */
const Keys = z.object({
  keys: z.array(
    z.object({
      keyId: z.string(),
      publicKey: z.object({
        rawBytes: z.base64(),
        validFor: z.object({ end: z.string().optional() }).optional(),
      }),
    }),
  ),
})

export async function shippedNpmKeys(): Promise<readonly RegistryKey[]> {
  const { default: json } = await import('../../resources/trust/npm/keys.json')
  const keys = Keys.parse(json).keys.map(({ keyId, publicKey }) =>
    keyFrom(keyId, publicKey.rawBytes, publicKey.validFor?.end),
  )
  return [...new Map(keys.map((key) => [key.keyid, key])).values()]
}
