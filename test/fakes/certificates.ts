/** Certificates for servers of a test, by an authority that nobody trusts of their own accord. */
import { generateKeyPairSync } from 'node:crypto'
import { element, sequence } from '../../electron/adapters/practice/der.ts'
import {
  certificatePem,
  distinguishedName,
  extension,
  newSerial,
  publicKeyInfo,
  rootCertificate,
  signCertificate,
  tbsCertificate,
} from '../../electron/adapters/practice/x509.ts'

const HOUR_MS = 3_600_000

export interface ServerIdentity {
  readonly key: string
  readonly cert: string
}

export interface TestAuthority {
  /** Its own certificate, PEM. */
  readonly pem: string
  /** A certificate for these DNS names. Times in hours from now. */
  issue(names: readonly string[], valid?: { fromH?: number; untilH?: number }): ServerIdentity
}

export function testAuthority(commonName: string): TestAuthority {
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = distinguishedName('Corp', commonName)
  const at = (hours: number) => new Date(Date.now() + hours * HOUR_MS)
  const pem = certificatePem(rootCertificate(name, own, { notBefore: at(-1000), notAfter: at(1000) }))
  return {
    pem,
    issue(names, { fromH = -1, untilH = 1 } = {}) {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const alternatives = names.map((text) => element(0x82, Buffer.from(text)))
      const tbs = tbsCertificate({
        serial: newSerial(),
        issuer: name,
        subject: distinguishedName('Corp', 'server'),
        notBefore: at(fromH),
        notAfter: at(untilH),
        publicKey: publicKeyInfo(publicKey),
        extensions: [extension('2.5.29.17', sequence(...alternatives))],
      })
      return {
        key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
        cert: certificatePem(signCertificate(tbs, own.privateKey)),
      }
    },
  }
}
