/** Certificate signing requests (PKCS #10, RFC 2986). Only the key and its self-signature count; the subject does not. */
import type { KeyObject } from 'node:crypto'
import { type DerElement, objectIdentifier, partOf, readDer } from './der.ts'
import { asSignerKey, isSigned, readPublicKey } from './signer-key.ts'

/** Hash of a signature algorithm: ECDSA (RFC 5758), RSA (RFC 8017), Ed25519 (RFC 8410). */
const HASHES: ReadonlyMap<string, string | null> = new Map(
  [
    ['1.2.840.10045.4.3.2', 'sha256'],
    ['1.2.840.10045.4.3.3', 'sha384'],
    ['1.2.840.10045.4.3.4', 'sha512'],
    ['1.2.840.113549.1.1.11', 'sha256'],
    ['1.2.840.113549.1.1.12', 'sha384'],
    ['1.2.840.113549.1.1.13', 'sha512'],
    ['1.3.101.112', null],
  ].map(([oid, hash]) => [objectIdentifier(oid ?? '').toString('hex'), hash ?? null]),
)

/** What of a request counts. */
export interface CertificateRequest {
  readonly key: KeyObject
  /** Whether the key of the request signed the request. */
  readonly isProven: boolean
}

/** Reads a request from its PEM. Undefined where it is none. */
export function readCertificateRequest(pem: string): CertificateRequest | undefined {
  const body = /^\s*-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----([^-]+)-----END/.exec(pem)?.[1]
  if (!body) return undefined
  try {
    return parse(readDer(Buffer.from(body, 'base64')))
  } catch {
    return undefined
  }
}

/** CertificationRequest ::= { { version, subject, subjectPKInfo, attributes }, signatureAlgorithm, signature } */
function parse(request: DerElement): CertificateRequest | undefined {
  const info = partOf(request, 0, 0x30)
  const algorithm = partOf(partOf(request, 1, 0x30), 0, 0x06)
  const signature = partOf(request, 2, 0x03)
  const key = readPublicKey(partOf(info, 2, 0x30).bytes)
  if (!key) return undefined
  const signer = asSignerKey(key)
  const hash = HASHES.get(algorithm.bytes.toString('hex'))
  // The first byte of a BIT STRING counts unused bits: none in a signature.
  const isProven =
    signer !== undefined &&
    hash !== undefined &&
    signature.content[0] === 0 &&
    isSigned(signer, info.bytes, signature.content.subarray(1), hash)
  return { key, isProven }
}
