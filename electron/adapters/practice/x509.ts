/** X.509 certificates (RFC 5280), signed with ECDSA P-256 and SHA-256. */
import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto'
import {
  bitString,
  boolean,
  certificateTime,
  explicit,
  implicit,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
  utf8String,
} from './der.ts'

/** What a certificate says, before it is signed. */
export interface CertificatePlan {
  readonly serial: Uint8Array
  /** Names as DER, see `distinguishedName`. */
  readonly issuer: Buffer
  readonly subject: Buffer
  readonly notBefore: Date
  readonly notAfter: Date
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Buffer
  readonly extensions: readonly Buffer[]
}

/** ecdsa-with-SHA256 (RFC 5758 §3.2), without parameters. */
export const ECDSA_WITH_SHA256 = sequence(objectIdentifier('1.2.840.10045.4.3.2'))

/** The part of a certificate that is signed. */
export const tbsCertificate = (plan: CertificatePlan): Buffer =>
  sequence(
    explicit(0, integer(2)),
    integer(plan.serial),
    ECDSA_WITH_SHA256,
    plan.issuer,
    sequence(certificateTime(plan.notBefore), certificateTime(plan.notAfter)),
    plan.subject,
    plan.publicKey,
    explicit(3, sequence(...plan.extensions)),
  )

/** The certificate, DER. */
export const signCertificate = (tbs: Buffer, issuerKey: KeyObject): Buffer =>
  sequence(tbs, ECDSA_WITH_SHA256, bitString(sign('sha256', tbs, issuerKey)))

/** 20 bytes, positive, of full length: 158 random bits are never drawn twice. */
export function newSerial(): Buffer {
  const bytes = randomBytes(20)
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return bytes
}

/** O=organization, CN=commonName. */
export const distinguishedName = (organization: string, commonName: string): Buffer =>
  sequence(attribute('2.5.4.10', organization), attribute('2.5.4.3', commonName))

const attribute = (oid: string, text: string): Buffer => setOf(sequence(objectIdentifier(oid), utf8String(text)))

/** An extension around its value. */
export const extension = (oid: string, value: Uint8Array, options: { critical?: boolean } = {}): Buffer =>
  sequence(objectIdentifier(oid), ...(options.critical ? [boolean(true)] : []), octetString(value))

/** Key identifier by RFC 7093 §2, method 4: the leftmost 160 bits of the SHA-256 of the public key info. */
const keyIdentifier = (publicKey: Buffer): Buffer => createHash('sha256').update(publicKey).digest().subarray(0, 20)

/** SubjectKeyIdentifier (§4.2.1.2) of a key, DER. */
export const subjectKeyId = (publicKey: Buffer): Buffer => extension('2.5.29.14', octetString(keyIdentifier(publicKey)))

/** AuthorityKeyIdentifier (§4.2.1.1) of the issuer's key, DER. */
export const authorityKeyId = (issuerPublicKey: Buffer): Buffer =>
  extension('2.5.29.35', sequence(implicit(0, keyIdentifier(issuerPublicKey))))

/** KeyUsage digitalSignature, critical. */
export const usageDigitalSignature = (): Buffer =>
  extension('2.5.29.15', bitString(Buffer.of(0x80), 7), { critical: true })

/** KeyUsage keyCertSign and cRLSign, critical. */
const usageCertificateAuthority = (): Buffer =>
  extension('2.5.29.15', bitString(Buffer.of(0x06), 1), { critical: true })

/** BasicConstraints of a root that certifies end entities and nothing else, critical. */
const rootConstraints = (): Buffer => extension('2.5.29.19', sequence(boolean(true), integer(0)), { critical: true })

/** One extended key usage. A timestamp authority's must be critical (RFC 3161 §2.3). */
export const extendedKeyUsage = (oid: string, options: { critical?: boolean } = {}): Buffer =>
  extension('2.5.29.37', sequence(objectIdentifier(oid)), options)

/** A self-signed root. */
export function rootCertificate(
  name: Buffer,
  keys: { publicKey: KeyObject; privateKey: KeyObject },
  validity: { notBefore: Date; notAfter: Date },
): Buffer {
  const publicKey = publicKeyInfo(keys.publicKey)
  const extensions = [usageCertificateAuthority(), rootConstraints(), subjectKeyId(publicKey)]
  const plan = { ...validity, serial: newSerial(), issuer: name, subject: name, publicKey, extensions }
  return signCertificate(tbsCertificate(plan), keys.privateKey)
}

/** SubjectPublicKeyInfo, DER. */
export const publicKeyInfo = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' })

/** PEM with lines of 64 characters, as RFC 7468 wants them. */
export const certificatePem = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der)
    .toString('base64')
    .replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`
