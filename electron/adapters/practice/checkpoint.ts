/** Checkpoints of the logs: signed notes of C2SP (tlog-checkpoint, signed-note), with an Ed25519 or a P-256 key. */
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { publicKeyInfo } from './x509.ts'

/** What a checkpoint says. */
export interface TreeHead {
  readonly size: number
  readonly rootHash: Buffer
}

/** The name and the key that a log signs its checkpoints with. */
export interface CheckpointKey {
  /** First line of the note. */
  readonly origin: string
  /** Name in the signature line: the origin, or with Rekor v1 its host. */
  readonly name: string
  readonly privateKey: KeyObject
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Buffer
  /** The id of the log. Its first four bytes are the key hint. */
  readonly keyId: Buffer
}

/** An Ed25519 public key is the last 32 bytes of its DER form (RFC 8410 §4). */
const ED25519_BYTES = 32
const HINT_BYTES = 4

/** The key of a Rekor v2 log, Ed25519. Its id: SHA-256(origin ‖ 0x0A ‖ 0x01 ‖ public key). */
export function checkpointKey(origin: string, privateKey: KeyObject): CheckpointKey {
  const publicKey = publicKeyInfo(createPublicKey(privateKey))
  const raw = publicKey.subarray(-ED25519_BYTES)
  const keyId = createHash('sha256').update(`${origin}\n`).update(Buffer.of(1)).update(raw).digest()
  return { origin, name: origin, privateKey, publicKey, keyId }
}

/**
 * The key of a Rekor v1 log, P-256. Its id: SHA-256 of the public key info. The origin names the tree beside the host,
 * by a number that Rekor draws and that here comes from the key.
 */
export function rekorV1Key(host: string, privateKey: KeyObject): CheckpointKey & { readonly treeId: bigint } {
  const publicKey = publicKeyInfo(createPublicKey(privateKey))
  const keyId = createHash('sha256').update(publicKey).digest()
  const treeId = keyId.readBigUInt64BE(0) >> 1n
  return { origin: `${host} - ${treeId}`, name: host, privateKey, publicKey, keyId, treeId }
}

/** The signed note that says what the tree looks like. */
export function signCheckpoint({ size, rootHash }: TreeHead, key: CheckpointKey): string {
  const note = `${key.origin}\n${size}\n${rootHash.toString('base64')}\n`
  const signature = sign(hashOf(key), Buffer.from(note), key.privateKey)
  const hinted = Buffer.concat([key.keyId.subarray(0, HINT_BYTES), signature])
  return `${note}\n\u2014 ${key.name} ${hinted.toString('base64')}\n`
}

/** The tree head of a note that this key signed in exactly this form; undefined for anything else. */
export function openCheckpoint(envelope: string, key: CheckpointKey): TreeHead | undefined {
  const [note = '', lines = ''] = envelope.split('\n\n')
  const [origin, size = '', root = '', ...rest] = note.split('\n')
  const [name, encoded = '', ...more] = lines.replace(/^\u2014 (.*)\n$/, '$1').split(' ')
  if (origin !== key.origin || name !== key.name || rest.length > 0 || more.length > 0) return undefined
  if (!/^(0|[1-9]\d{0,14})$/.test(size)) return undefined
  const hinted = Buffer.from(encoded, 'base64')
  if (!hinted.subarray(0, HINT_BYTES).equals(key.keyId.subarray(0, HINT_BYTES))) return undefined
  const signature = hinted.subarray(HINT_BYTES)
  if (!verify(hashOf(key), Buffer.from(`${note}\n`), createPublicKey(key.privateKey), signature)) return undefined
  return { size: Number(size), rootHash: Buffer.from(root, 'base64') }
}

/** Ed25519 hashes by itself. */
const hashOf = ({ privateKey }: CheckpointKey): string | null =>
  privateKey.asymmetricKeyType === 'ed25519' ? null : 'sha256'
