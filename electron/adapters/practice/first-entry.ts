/**
 * The first entry of a log is its own. Some clients leave out what is zero or empty when they write a bundle, others
 * insist on it when they read one: so nobody's entry has index 0, or a proof without hashes.
 */
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import type { Refusal } from './log-signature.ts'
import { rekorV1Entry } from './rekor-v1-entries.ts'
import { hashedRekord } from './rekor-v2-entries.ts'
import type { TransparencyLog } from './transparency-log.ts'
import { publicKeyInfo } from './x509.ts'

const TEXT = Buffer.from('The first entry of a Countermark practice log.\n')

/** Adds the first entry, signed with a key that is forgotten at once, to a log that has none. */
export async function addFirstEntry(log: TransparencyLog, rekorVersion: 1 | 2): Promise<void> {
  if (log.size > 0) return
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const digest = createHash('sha256').update(TEXT).digest()
  const content = sign('sha256', TEXT, privateKey).toString('base64')
  if (rekorVersion === 1) {
    const pem = Buffer.from(publicKey.export({ type: 'spki', format: 'pem' })).toString('base64')
    const data = { hash: { algorithm: 'sha256', value: digest.toString('hex') } }
    const spec = { data, signature: { content, publicKey: { content: pem } } }
    return add(log, rekorV1Entry({ apiVersion: '0.0.1', kind: 'hashedrekord', spec }))
  }
  const rawBytes = publicKeyInfo(publicKey).toString('base64')
  const verifier = { keyDetails: 'PKIX_ECDSA_P256_SHA_256', publicKey: { rawBytes } }
  const made = hashedRekord({ digest: digest.toString('base64'), signature: { content, verifier } })
  return add(log, 'refused' in made ? made : made.entry)
}

async function add(log: TransparencyLog, entry: Buffer | Refusal): Promise<void> {
  if ('refused' in entry) throw new TypeError(entry.refused)
  await log.add(entry)
}
