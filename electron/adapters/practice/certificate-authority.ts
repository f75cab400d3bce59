/** Issues the ten-minute certificates, as Fulcio's certificate specification has them for an e-mail identity. */
import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import type { CtLog } from './ct-log.ts'
import { element, sequence, utf8String } from './der.ts'
import { PRACTICE } from './names.ts'
import {
  authorityKeyId,
  certificatePem,
  distinguishedName,
  extendedKeyUsage,
  extension,
  newSerial,
  publicKeyInfo,
  signCertificate,
  subjectKeyId,
  tbsCertificate,
  usageDigitalSignature,
} from './x509.ts'

/** The authority behind the certificates. */
export interface CertificateAuthority {
  /** The root, PEM: the whole bundle of trust. */
  readonly rootPem: string
  /** The chain as PEM, leaf first. The certificate is in the CT log's file when it resolves. */
  issue(email: string, key: KeyObject): Promise<string[]>
}

const VALIDITY_MS = 10 * 60 * 1000
const CODE_SIGNING = '1.3.6.1.5.5.7.3.3'
/** The issuer of the identity: raw text in the old form, UTF8String in the new one. */
const ISSUER_V1 = '1.3.6.1.4.1.57264.1.1'
const ISSUER_V2 = '1.3.6.1.4.1.57264.1.8'
const NO_NAME = sequence()

/** Issuer of every leaf, and subject of the root. DER. */
export const AUTHORITY_NAME = distinguishedName(PRACTICE.organization, 'Countermark practice authority')

/** `root` is the authority's own certificate, DER. */
export function certificateAuthority(
  privateKey: KeyObject,
  root: Buffer,
  ctLog: CtLog,
  now: () => Date,
): CertificateAuthority {
  const issuerKey = publicKeyInfo(createPublicKey(privateKey))
  const rootPem = certificatePem(new X509Certificate(root).raw)

  return {
    rootPem,
    async issue(email, key) {
      // Certificates count in seconds: rounded down, so that no timestamp made after this lies before it.
      const notBefore = new Date(Math.floor(now().getTime() / 1000) * 1000)
      const publicKey = publicKeyInfo(key)
      const serial = newSerial()
      const extensions = [
        usageDigitalSignature(),
        extendedKeyUsage(CODE_SIGNING),
        subjectKeyId(publicKey),
        authorityKeyId(issuerKey),
        emailName(email),
        extension(ISSUER_V1, Buffer.from(PRACTICE.issuer)),
        extension(ISSUER_V2, utf8String(PRACTICE.issuer)),
      ]
      const notAfter = new Date(notBefore.getTime() + VALIDITY_MS)
      const plan = { serial, issuer: AUTHORITY_NAME, subject: NO_NAME, notBefore, notAfter, publicKey, extensions }
      const promise = ctLog.promise(tbsCertificate(plan), issuerKey, notBefore.getTime())
      const leaf = signCertificate(tbsCertificate({ ...plan, extensions: [...extensions, promise] }), privateKey)
      await ctLog.record(leaf, serial, notBefore)
      return [certificatePem(leaf), rootPem]
    },
  }
}

/** SubjectAltName with one rfc822Name, critical because the subject is empty (RFC 5280 §4.1.2.6). */
const emailName = (email: string): Buffer =>
  extension('2.5.29.17', sequence(element(0x81, Buffer.from(email, 'ascii'))), { critical: true })
