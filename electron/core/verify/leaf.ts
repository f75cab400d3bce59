/** What a signing certificate says (RFC 5280, and Fulcio's certificate-specification.md and oid-info.md). */
import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import type { Bundle } from '@sigstore/bundle'
import { type ASN1Obj, X509Certificate } from '@sigstore/core'
import type { Identity } from '../../contract/model/identity.ts'
import { type BuildClaims, claimsOf } from './claims.ts'
import { orReject, reject } from './reasons.ts'

const OID_EXTENDED_KEY_USAGE = '2.5.29.37'
const OID_CODE_SIGNING = '1.3.6.1.5.5.7.3.3'
const OID_ISSUER = '1.3.6.1.4.1.57264.1.8'
/** The older form of the same: raw text where the other is a DER UTF8String. */
const OID_ISSUER_RAW = '1.3.6.1.4.1.57264.1.1'
/** The otherName of a username (Fulcio's oid-info.md). */
const OID_USERNAME = '1.3.6.1.4.1.57264.1.7'
const TAG_UTF8_STRING = 0x0c
/** GeneralName, RFC 5280 section 4.2.1.6: the choices that name a signer, with what they are called here. */
const NAME_KINDS = new Map<number, Identity['kind']>([
  [0, 'username'],
  [1, 'email'],
  [6, 'uri'],
])
const DN_LABELS = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
])

export interface Leaf {
  readonly der: Uint8Array
  /** The subject alternative name and the issuer that vouched for it, exactly as the certificate has them. */
  readonly identity: Identity
  /** What it says of the job that signed, if a job did. */
  readonly claims: BuildClaims
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Buffer
  /** Lower-case hexadecimal. */
  readonly serial: string
  /** The distinguished name of the authority, such as `CN=sigstore-intermediate, O=sigstore.dev`. */
  readonly issuedBy: string
  readonly validFrom: Date
  readonly validUntil: Date
  /** Lower-case hexadecimal SHA-256 of the DER form. */
  readonly fingerprint: string
}

/** The leaf that was read last: the files of a session share theirs. */
let last: Leaf | undefined

/** Reads a leaf without trusting it. Rejects one that names nobody, several, or was issued for another purpose. */
export function readLeaf(der: Uint8Array): Leaf {
  if (last && Buffer.compare(last.der, der) === 0) return last
  last = orReject('unreadable-bundle', 'The certificate is not readable.', () => {
    // Of our own: it outlives the bundle that it came in.
    const own = Buffer.from(der)
    const certificate = X509Certificate.parse(own)
    checkPurpose(certificate)
    const issuer = issuerOf(certificate)
    return {
      der: own,
      identity: { ...nameOf(certificate), issuer },
      claims: claimsOf(certificate, issuer),
      publicKey: certificate.publicKey,
      serial: certificate.serialNumber.toString('hex'),
      issuedBy: dnText(certificate.tbsCertificate.subs[3]),
      validFrom: certificate.notBefore,
      validUntil: certificate.notAfter,
      fingerprint: createHash('sha256').update(der).digest('hex'),
    }
  })
  return last
}

/** The same for code that has its own words for a certificate that is no good: undefined instead of a rejection. */
export function leafFacts(der: Uint8Array): Leaf | undefined {
  try {
    return readLeaf(der)
  } catch {
    return undefined
  }
}

const keys = new WeakMap<Leaf, KeyObject>()

/** Rejects a key that the platform's own cryptography does not know. */
export function keyOf(leaf: Leaf): KeyObject {
  const key =
    keys.get(leaf) ??
    orReject('key-not-supported', 'The key in the certificate is of an unknown kind.', () =>
      createPublicKey({ key: leaf.publicKey, format: 'der', type: 'spki' }),
    )
  keys.set(leaf, key)
  return key
}

/** The signing certificate of a bundle. What else its chain holds is not looked at. */
export function leafOf({ verificationMaterial: { content } }: Bundle): Leaf {
  switch (content.$case) {
    case 'certificate':
      return readLeaf(content.certificate.rawBytes)
    case 'x509CertificateChain': {
      const { certificates } = content.x509CertificateChain
      const [leaf] = certificates
      if (leaf === undefined) throw reject('unreadable-bundle', 'The chain holds no certificate.')
      return readLeaf(leaf.rawBytes)
    }
    case 'publicKey':
      throw reject('key-needed')
  }
}

/** Both ends are inclusive (RFC 5280, section 4.1.2.5). */
export const isValidAt = (leaf: Leaf, time: Date): boolean => leaf.validFrom <= time && time <= leaf.validUntil

function checkPurpose(certificate: X509Certificate): void {
  const purposes = certificate.extension(OID_EXTENDED_KEY_USAGE)?.valueObj.subs[0]?.subs ?? []
  const isForCode = purposes.some((purpose) => purpose.toOID() === OID_CODE_SIGNING)
  if (!isForCode || certificate.extKeyUsage?.digitalSignature !== true || certificate.isCA) {
    throw reject('certificate-purpose')
  }
}

/** Exactly one name of a known kind: where there are two, it is not said which one signed. */
function nameOf(certificate: X509Certificate): Pick<Identity, 'name' | 'kind'> {
  const names = certificate.extSubjectAltName?.valueObj.subs[0]?.subs ?? []
  const [only] = names
  const kind = only?.tag.isContextSpecific() ? NAME_KINDS.get(only.tag.number) : undefined
  if (only === undefined || kind === undefined || names.length !== 1) throw reject('certificate-name')
  return { name: kind === 'username' ? username(only) : asciiText(only.value), kind }
}

/** `AnotherName`: the type, and the value in a wrapper of its own. */
function username({ subs: [type, wrapper, ...more] }: ASN1Obj): string {
  const [text, ...others] = wrapper?.tag.isContextSpecific(0) ? wrapper.subs : []
  const isAlone = more.length + others.length === 0
  const isText = text?.tag.isUniversal() && text.tag.number === TAG_UTF8_STRING
  if (!text || !isText || !isAlone || type?.toOID() !== OID_USERNAME) throw reject('certificate-name')
  return utf8(text.value)
}

function issuerOf(certificate: X509Certificate): string {
  const wrapped = certificate.extension(OID_ISSUER)?.valueObj.subs
  if (wrapped !== undefined) {
    const [text] = wrapped
    if (text?.tag.isUniversal() && text.tag.number === TAG_UTF8_STRING && wrapped.length === 1) return utf8(text.value)
  } else {
    const raw = certificate.extension(OID_ISSUER_RAW)
    if (raw !== undefined) return asciiText(raw.value)
  }
  throw reject('certificate-name', 'The certificate does not say who vouched for its name.')
}

/** IA5String in the strict sense. Node's own `ascii` drops the high bit, which makes one name out of another. */
function asciiText(value: Uint8Array): string {
  const text = Buffer.from(value).toString('latin1')
  if (!/^[\x20-\x7e]+$/.test(text)) throw reject('certificate-name', 'The name in the certificate is not plain ASCII.')
  return text
}

const utf8 = (value: Uint8Array): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(value)

/** RFC 4514 order is last first; people read `CN` first, which is the same here. */
function dnText(name: ASN1Obj | undefined): string {
  const parts = (name?.subs ?? []).flatMap((set) =>
    set.subs.map(({ subs: [type, value] }) => {
      const oid = type?.toOID() ?? ''
      return `${DN_LABELS.get(oid) ?? oid}=${value === undefined ? '' : utf8(value.value)}`
    }),
  )
  return parts.reverse().join(', ')
}
