/** Whose key a bundle must have been signed with, and what the log must have checked it with. */
import type { KeyObject } from 'node:crypto'
import type { Bundle } from '@sigstore/bundle'
import type { Identity } from '../../contract/model/identity.ts'
import type { GivenKey } from './given-key.ts'
import { keyOf, type Leaf, leafOf } from './leaf.ts'
import type { Verifier } from './logged.ts'

/** A key that somebody keeps. It names nobody. */
export interface KeySigner {
  readonly kind: 'key'
  /** Lower-case hexadecimal SHA-256 of its SubjectPublicKeyInfo, DER. */
  readonly fingerprint: string
}

export interface Signatory {
  readonly signer: Identity | KeySigner
  readonly key: KeyObject
  readonly verifier: Verifier
  /** Undefined for a key that somebody keeps. */
  readonly leaf: Leaf | undefined
}

/** The certificate of the bundle, or the key that was given for a bundle without one. */
export function signatoryOf(bundle: Bundle, given: GivenKey | undefined): Signatory {
  if (given !== undefined && bundle.verificationMaterial.content.$case === 'publicKey') {
    const { key, der, fingerprint } = given
    return { signer: { kind: 'key', fingerprint }, key, verifier: { kind: 'key', der }, leaf: undefined }
  }
  const leaf = leafOf(bundle)
  return { signer: leaf.identity, key: keyOf(leaf), verifier: { kind: 'certificate', der: leaf.der }, leaf }
}
