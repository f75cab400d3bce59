/**
 * Whether a trusted log holds an entry: its promise (Rekor v1), or a proof that leads to a checkpoint it has signed.
 *
 * The library could do this on OpenSSL only: it names no digest for the keys of logs, and BoringSSL, which Electron is
 * built with, has no default one, so that every log with an ECDSA key would look like a forger.
 */
import { createHash, type KeyObject } from 'node:crypto'
import type { TransparencyLogEntry } from '@sigstore/bundle'
import { json } from '@sigstore/core'
import { type Checkpoint, readCheckpoint } from './checkpoint.ts'
import { isSignedBy } from './key-digests.ts'
import { reject } from './reasons.ts'
import { equalBytes } from './signature.ts'
import type { TrustedLog } from './trust.ts'

const LEAF = Buffer.from([0])
const NODE = Buffer.from([1])

/** Checks an entry against the trusted logs. `times` are those that the entry itself does not tell: by timestamps. */
export function checkInLog(entry: TransparencyLogEntry, times: readonly Date[], trusted: readonly TrustedLog[]): void {
  const { inclusionPromise, inclusionProof } = entry
  if (!inclusionPromise && !inclusionProof) throw reject('not-logged', 'The entry comes without promise and proof.')
  const logs = trusted.filter((log) => log.logID.equals(entry.logId.keyId))
  if (logs.length === 0) throw reject('log-unknown', 'The log that holds the entry is not in this trusted root.')
  const moments = inclusionPromise ? [new Date(Number(entry.integratedTime) * 1000)] : times
  const inTime = logs.filter((log) => moments.every((time) => isTrustedAt(log, time)))
  if (inTime.length === 0) throw reject('log-unknown')
  if (inclusionPromise) checkPromise(entry, inclusionPromise.signedEntryTimestamp, inTime)
  if (inclusionProof) checkProof(entry, inclusionProof, inTime)
}

/** Ends are inclusive. */
const isTrustedAt = ({ validFor }: TrustedLog, time: Date): boolean => validFor.start <= time && time <= validFor.end

/** The signed entry timestamp of Rekor v1: a signature over the canonical JSON of these four. */
function checkPromise(entry: TransparencyLogEntry, signature: Buffer, logs: readonly TrustedLog[]): void {
  const promised = json.canonicalize({
    body: entry.canonicalizedBody.toString('base64'),
    integratedTime: Number(entry.integratedTime),
    logIndex: Number(entry.logIndex),
    logID: entry.logId.keyId.toString('hex'),
  })
  if (!logs.some((log) => isSignedBy(log.publicKey, Buffer.from(promised), signature))) throw reject('log-promise')
}

type Proof = NonNullable<TransparencyLogEntry['inclusionProof']>

function checkProof(entry: TransparencyLogEntry, proof: Proof, logs: readonly TrustedLog[]): void {
  const checkpoint = readCheckpoint(proof.checkpoint?.envelope ?? '')
  if (checkpoint.treeSize !== proof.treeSize || !equalBytes(checkpoint.rootHash, proof.rootHash)) {
    throw reject('checkpoint', 'The checkpoint is of another state of the log than the proof.')
  }
  if (!logs.some((log) => hasSigned(log, checkpoint))) throw reject('checkpoint')
  // The outer index of a v1 entry counts over all trees of the log, and the promise signs it.
  if (!entry.inclusionPromise && entry.logIndex !== proof.logIndex) {
    throw reject('inclusion-proof', 'The index of the entry is not the one that the proof is for.')
  }
  const root = rootFrom(entry.canonicalizedBody, proof)
  if (root === undefined || !equalBytes(root, checkpoint.rootHash)) throw reject('inclusion-proof')
}

/** Whether one of the lines is by the log, under the name that the checkpoint and the trusted root give it. */
function hasSigned(log: TrustedLog, { origin, note, signatures }: Checkpoint): boolean {
  const names = namesOf(log)
  return signatures.some(
    ({ name, keyHint, signature }) =>
      names.includes(name) &&
      // Rekor v1 adds the number of its tree to its name: `rekor.sigstore.dev - 2605736670972794746`.
      (origin === name || origin.startsWith(`${name} - `)) &&
      equalBytes(keyHint, log.logID.subarray(0, keyHint.length)) &&
      hasSignedNote(log, note, signature),
  )
}

/** The checkpoint of each log that was found good last: entries that were added together share theirs. */
const lastNotes = new WeakMap<KeyObject, { readonly note: Buffer; readonly signature: Buffer }>()

function hasSignedNote({ publicKey }: TrustedLog, note: Buffer, signature: Buffer): boolean {
  const last = lastNotes.get(publicKey)
  if (last && equalBytes(last.note, note) && equalBytes(last.signature, signature)) return true
  if (!isSignedBy(publicKey, note, signature)) return false
  lastNotes.set(publicKey, { note, signature })
  return true
}

/** The name of a log is its address without the scheme; some leave out the path, or the port as well. */
function namesOf({ baseURL }: TrustedLog): string[] {
  const address = baseURL.replace(/^https?:\/\//, '').replace(/\/+$/, '')
  const [host = ''] = address.split('/')
  const [hostname = ''] = host.split(':')
  return [address, host, hostname]
}

/** The root that a proof leads to, or undefined if it is too short or too long (RFC 9162, section 2.1.3.2). */
function rootFrom(body: Buffer, { logIndex, treeSize, hashes }: Proof): Buffer | undefined {
  let index = BigInt(logIndex)
  let last = BigInt(treeSize) - 1n
  if (index > last) return undefined
  let root = sha256(LEAF, body)
  for (const hash of hashes) {
    if (last === 0n) return undefined
    if (index % 2n === 1n || index === last) {
      root = sha256(NODE, hash, root)
      while (index % 2n === 0n && index !== 0n) {
        index /= 2n
        last /= 2n
      }
    } else {
      root = sha256(NODE, root, hash)
    }
    index /= 2n
    last /= 2n
  }
  return last === 0n ? root : undefined
}

const sha256 = (...parts: Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest()
