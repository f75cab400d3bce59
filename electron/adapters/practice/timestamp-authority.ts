/** The timestamp authority: RFC 3161 over HTTP (§3.4), in whole seconds. */
import { createHash, type KeyObject, sign } from 'node:crypto'
import { element, explicit, generalizedTime, integer, objectIdentifier, octetString, sequence, setOf } from './der.ts'
import { PRACTICE } from './names.ts'
import type { Route } from './server.ts'
import { POLICY, readTimestampQuery, refusalResponse, type TimestampQuery } from './timestamp-request.ts'
import {
  authorityKeyId,
  distinguishedName,
  ECDSA_WITH_SHA256,
  extendedKeyUsage,
  newSerial,
  publicKeyInfo,
  rootCertificate,
  signCertificate,
  subjectKeyId,
  tbsCertificate,
  usageDigitalSignature,
} from './x509.ts'

/** Who signs timestamps: the leaf's key, and the leaf with its serial. */
export interface TimestampSigner {
  readonly privateKey: KeyObject
  /** DER. */
  readonly certificate: Buffer
  /** The serial number of the certificate, big-endian. */
  readonly serial: Buffer
}

const TIME_STAMPING = '1.3.6.1.5.5.7.3.8'
const SIGNED_DATA = objectIdentifier('1.2.840.113549.1.7.2')
const TST_INFO = objectIdentifier('1.2.840.113549.1.9.16.1.4')
const CONTENT_TYPE = objectIdentifier('1.2.840.113549.1.9.3')
const MESSAGE_DIGEST = objectIdentifier('1.2.840.113549.1.9.4')
const SIGNING_CERTIFICATE_V2 = objectIdentifier('1.2.840.113549.1.9.16.2.47')
const SHA256 = sequence(objectIdentifier('2.16.840.1.101.3.4.2.1'))
const GRANTED = sequence(integer(0))

const ROOT_NAME = distinguishedName(PRACTICE.organization, 'Countermark practice timestamp root')
const LEAF_NAME = distinguishedName(PRACTICE.organization, 'Countermark practice timestamps')

interface KeyPair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

/** The two certificates of the authority, DER. The root's key is needed here and never again. */
export function timestampCertificates(root: KeyPair, leaf: KeyPair, validity: { notBefore: Date; notAfter: Date }) {
  const publicKey = publicKeyInfo(leaf.publicKey)
  const extensions = [
    usageDigitalSignature(),
    extendedKeyUsage(TIME_STAMPING, { critical: true }),
    subjectKeyId(publicKey),
    authorityKeyId(publicKeyInfo(root.publicKey)),
  ]
  const plan = { ...validity, serial: newSerial(), issuer: ROOT_NAME, subject: LEAF_NAME, publicKey, extensions }
  return {
    root: rootCertificate(ROOT_NAME, root, validity),
    leaf: signCertificate(tbsCertificate(plan), root.privateKey),
  }
}

/** `POST /api/v1/timestamp`. A query that cannot be answered gets a rejection, with status 200 as RFC 3161 has it. */
export const timestampRoutes = (signer: TimestampSigner, now: () => Date): Route[] => [
  {
    method: 'POST',
    path: '/api/v1/timestamp',
    accepts: 'application/timestamp-query',
    answer({ body }) {
      const query = readTimestampQuery(body)
      const response = 'failure' in query ? refusalResponse(query) : timestampResponse(query, signer, now())
      return { status: 200, headers: { 'content-type': 'application/timestamp-reply' }, body: response }
    },
  },
]

/** TimeStampResp with a token: SignedData (RFC 5652 §5) around TSTInfo (RFC 3161 §2.4.2). */
function timestampResponse(query: TimestampQuery, signer: TimestampSigner, at: Date): Buffer {
  const info = sequence(
    integer(1),
    POLICY,
    query.imprint,
    integer(newSerial()),
    generalizedTime(at),
    // Rounded down to the second: right to one second.
    sequence(integer(1)),
    query.nonce ?? Buffer.alloc(0),
  )
  const signedData = sequence(
    integer(3),
    setOf(SHA256),
    sequence(TST_INFO, explicit(0, octetString(info))),
    query.wantsCertificate ? explicit(0, signer.certificate) : Buffer.alloc(0),
    setOf(signerInfo(info, signer)),
  )
  return sequence(GRANTED, sequence(SIGNED_DATA, explicit(0, signedData)))
}

function signerInfo(info: Buffer, { privateKey, certificate, serial }: TimestampSigner): Buffer {
  const certificateId = sequence(
    octetString(sha256(certificate)),
    sequence(sequence(explicit(4, ROOT_NAME)), integer(serial)),
  )
  const attributes = setOf(
    sequence(CONTENT_TYPE, setOf(TST_INFO)),
    sequence(MESSAGE_DIGEST, setOf(octetString(sha256(info)))),
    sequence(SIGNING_CERTIFICATE_V2, setOf(sequence(sequence(certificateId)))),
  )
  // The signature is over the attributes as a SET; in the message they carry the tag [0] (RFC 5652 §5.4).
  const tagged = Buffer.from(attributes)
  tagged[0] = 0xa0
  return sequence(
    integer(1),
    sequence(ROOT_NAME, integer(serial)),
    SHA256,
    tagged,
    ECDSA_WITH_SHA256,
    element(0x04, sign('sha256', attributes, privateKey)),
  )
}

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()
