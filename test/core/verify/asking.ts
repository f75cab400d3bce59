/** How the tests of this folder ask: the signer of the forge is expected, and its office trusted. */
import { bundleFromJSON } from '@sigstore/bundle'
import { TrustedRoot } from '@sigstore/protobuf-specs'
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify'
import { readTrust } from '../../../electron/core/verify/trust.ts'
import { type Verification, type VerifyRequest, verifyBundle } from '../../../electron/core/verify/verify.ts'
import { sha256, trustedRootJson } from '../../fixtures/forge/authority.ts'
import { ARTIFACT, SIGNER } from '../../fixtures/forge.ts'

export const DIGEST = sha256(ARTIFACT).toString('hex')
export const EXPECTED = { kind: 'identity', name: SIGNER.name, issuer: SIGNER.issuer } as const
const trust = readTrust(trustedRootJson())

export const ask = (bundle: unknown, rest: Partial<VerifyRequest> = {}): Verification =>
  verifyBundle({ bundle, sha256: DIGEST, trust, expectation: EXPECTED, ...rest })

export const reasonFor = (bundle: unknown, rest: Partial<VerifyRequest> = {}): string => {
  const verification = ask(bundle, rest)
  return verification.ok ? 'ok' : verification.reason
}

/** The verdict of the library alone, asked in the way its documentation shows. Throws where it rejects. */
export function askLibrary(bundle: unknown, root: unknown = trustedRootJson()): void {
  const entity = toSignedEntity(bundleFromJSON(bundle), ARTIFACT)
  const policy = { subjectAlternativeName: SIGNER.name, extensions: { issuer: SIGNER.issuer } }
  new Verifier(toTrustMaterial(TrustedRoot.fromJSON(root))).verify(entity, policy)
}
