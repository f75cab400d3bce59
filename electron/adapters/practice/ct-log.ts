/** The certificate transparency log (RFC 6962): promises for precertificates, and a file of what was issued. */
import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { join } from 'node:path'
import { groupCommit } from '../group-commit.ts'
import { openAppendOnly } from './append-only-file.ts'
import { octetString } from './der.ts'
import { extension, publicKeyInfo } from './x509.ts'

/** The log that embedded timestamps come from. */
export interface CtLog {
  /**
   * Signs a precertificate entry (§3.2): `tbs` is the part to be signed without the extension that this returns,
   * `issuerKey` the public key info of the authority. `at` is in milliseconds.
   */
  promise(tbs: Uint8Array, issuerKey: Uint8Array, at: number): Buffer
  /** Appends an issued certificate, DER, to the file. On disk when it resolves. */
  record(certificate: Uint8Array, serial: Uint8Array, issuedAt: Date): Promise<void>
  close(): Promise<void>
}

const CERTIFICATES_FILE = 'certificates.jsonl'

/** SHA-256 of the public key info (§3.2). */
export const ctLogId = (privateKey: KeyObject): Buffer =>
  createHash('sha256')
    .update(publicKeyInfo(createPublicKey(privateKey)))
    .digest()

/** The embedded list of signed certificate timestamps (§3.3). */
const SCT_LIST = '1.3.6.1.4.1.11129.2.4.2'
const V1 = Buffer.of(0)
const CERTIFICATE_TIMESTAMP = Buffer.of(0)
const PRECERTIFICATE = uint(2, 1)
const NO_EXTENSIONS = uint(2, 0)
/** SHA-256 and ECDSA in the numbering of TLS 1.2. */
const ECDSA_SHA256 = Buffer.of(4, 3)

/** Opens the log of a folder; its file is made where it is missing. */
export async function openCtLog(folder: string, privateKey: KeyObject): Promise<CtLog> {
  const file = await openAppendOnly(join(folder, CERTIFICATES_FILE))
  const id = ctLogId(privateKey)
  const commits = groupCommit(async (lines: readonly string[]): Promise<undefined[]> => {
    await file.append(Buffer.from(lines.join('')))
    return []
  })

  return {
    promise(tbs, issuerKey, at) {
      const time = uint(8, at)
      const issuerKeyHash = createHash('sha256').update(issuerKey).digest()
      const entry = Buffer.concat([PRECERTIFICATE, issuerKeyHash, uint(3, tbs.length), tbs, NO_EXTENSIONS])
      const signature = sign('sha256', Buffer.concat([V1, CERTIFICATE_TIMESTAMP, time, entry]), privateKey)
      const signed = Buffer.concat([ECDSA_SHA256, uint(2, signature.length), signature])
      const sct = Buffer.concat([V1, id, time, NO_EXTENSIONS, signed])
      const list = Buffer.concat([uint(2, sct.length), sct])
      return extension(SCT_LIST, octetString(uint(2, list.length), list))
    },
    async record(certificate, serial, issuedAt) {
      const line = {
        issuedAt: issuedAt.toISOString(),
        serial: Buffer.from(serial).toString('hex'),
        certificate: Buffer.from(certificate).toString('base64'),
      }
      await commits.add(`${JSON.stringify(line)}\n`)
    },
    async close() {
      await commits.idle()
      await file.close()
    },
  }
}

/** Big-endian. */
function uint(bytes: number, value: number): Buffer {
  const wide = Buffer.alloc(8)
  wide.writeBigUInt64BE(BigInt(value))
  return wide.subarray(8 - bytes)
}
