/** The verifier of the Sigstore libraries, with the trusted root that the instance has written. */
import { readFile } from 'node:fs/promises'
import { bundleFromJSON } from '@sigstore/bundle'
import { TrustedRoot } from '@sigstore/protobuf-specs'
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify'
import { PRACTICE } from '../../../electron/adapters/practice/names.ts'
import { EMAIL } from './practice-client.ts'

/** Throws unless the bundle is sound and names this person. */
export async function verifyBundle(trustedRootPath: string, bundle: unknown, artifact: Buffer, email = EMAIL) {
  const root = TrustedRoot.fromJSON(JSON.parse(await readFile(trustedRootPath, 'utf8')))
  const verifier = new Verifier(toTrustMaterial(root), { ctlogThreshold: 1, tlogThreshold: 1, timestampThreshold: 1 })
  return verifier.verify(toSignedEntity(bundleFromJSON(bundle), artifact), {
    subjectAlternativeName: `^${email.replaceAll('.', '\\.')}$`,
    extensions: { issuer: PRACTICE.issuer },
  })
}
