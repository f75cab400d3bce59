/** The HTTP face of the Rekor v1 log (rekor, `openapi.yaml`): one call to write, the others to read and to prove. */
import { createPublicKey, sign } from 'node:crypto'
import { z } from 'zod'
import type { rekorV1Key } from './checkpoint.ts'
import { rekorV1Entry } from './rekor-v1-entries.ts'
import { type Answer, json, jsonBody, MAX_ENVELOPE_BYTES, type PracticeRequest, type Route } from './server.ts'
import type { ProvenEntry, TransparencyLog } from './transparency-log.ts'

/** A log whose tree has a number. */
export type RekorV1Log = TransparencyLog<ReturnType<typeof rekorV1Key>>

const LOG = '/api/v1/log'
const ENTRIES = `${LOG}/entries`

/** The calls below `/api/v1/log`. */
export function rekorV1Routes(log: RekorV1Log): Route[] {
  const publicKey = createPublicKey(log.key.privateKey).export({ type: 'spki', format: 'pem' }).toString()
  return [
    {
      method: 'POST',
      path: ENTRIES,
      accepts: 'application/json',
      maxBytes: MAX_ENVELOPE_BYTES,
      answer: (request) => createEntry(request, log),
    },
    {
      method: 'GET',
      path: ENTRIES,
      answer: ({ url }) => readEntry(Count.safeParse(url.searchParams.get('logIndex')).data, log),
    },
    { method: 'GET', path: `${ENTRIES}/*`, answer: ({ rest }) => readEntry(indexOf(rest, log), log) },
    { method: 'GET', path: LOG, answer: () => json(200, logInfo(log)) },
    {
      method: 'GET',
      path: `${LOG}/publicKey`,
      answer: () => ({ status: 200, headers: { 'content-type': 'application/x-pem-file' }, body: publicKey }),
    },
    { method: 'GET', path: `${LOG}/proof`, answer: (request) => consistencyProof(request, log) },
  ]
}

/** A whole number in a query. */
const Count = z
  .string()
  .regex(/^(0|[1-9]\d{0,14})$/)
  .transform(Number)

/** An error in the form of Rekor v1, whose code is that of HTTP. */
const refuse = (code: number, message: string, headers: Readonly<Record<string, string>> = {}): Answer =>
  json(code, { code, message }, headers)

async function createEntry(request: PracticeRequest, log: RekorV1Log): Promise<Answer> {
  const entry = rekorV1Entry(jsonBody(request))
  if ('refused' in entry) return refuse(400, `error processing entry: ${entry.refused}`)
  const added = await log.add(entry)
  const index = 'duplicateOf' in added ? added.duplicateOf : added.index
  const id = entryId(index, log)
  const location = `${ENTRIES}/${id}`
  if (!('duplicateOf' in added)) return json(201, logEntry(added, log), { location, etag: id })
  return refuse(409, `an equivalent entry already exists in the transparency log with UUID ${id}`, { location })
}

async function readEntry(index: number | undefined, log: RekorV1Log): Promise<Answer> {
  const found = index === undefined ? undefined : await log.entry(index)
  return found ? json(200, logEntry(found, log)) : refuse(404, 'there is no such entry in this log')
}

/** The number of the tree in 16 digits, and the hash of the leaf in 64, hexadecimal (rekor, `pkg/sharding`). */
const treeHex = ({ key }: RekorV1Log): string => key.treeId.toString(16).padStart(16, '0')

const entryId = (index: number, log: RekorV1Log): string => `${treeHex(log)}${log.leaf(index)?.toString('hex') ?? ''}`

/** By the hash of the leaf, with or without the number of the tree. */
function indexOf(id: string, log: RekorV1Log): number | undefined {
  const [, tree, leaf = ''] = /^([0-9a-f]{16})?([0-9a-f]{64})$/.exec(id.toLowerCase()) ?? []
  if (tree !== undefined && tree !== treeHex(log)) return undefined
  return log.indexOf(Buffer.from(leaf, 'hex'))
}

/** `LogEntry`: the entry, the promise that it is in the log, and the proof of it. */
function logEntry(proven: ProvenEntry, log: RekorV1Log) {
  const { entry, time, index, treeSize, rootHash, hashes, checkpoint } = proven
  // In the order of canonical JSON: this very text is what the promise signs.
  const promised = {
    body: entry.toString('base64'),
    integratedTime: time,
    logID: log.key.keyId.toString('hex'),
    logIndex: index,
  }
  const promise = sign('sha256', Buffer.from(JSON.stringify(promised)), log.key.privateKey)
  return {
    [entryId(index, log)]: {
      ...promised,
      verification: {
        inclusionProof: {
          checkpoint,
          hashes: hashes.map((hash) => hash.toString('hex')),
          logIndex: index,
          rootHash: rootHash.toString('hex'),
          treeSize,
        },
        signedEntryTimestamp: promise.toString('base64'),
      },
    },
  }
}

/** `LogInfo`. */
const logInfo = ({ rootHash, size, checkpoint, key }: RekorV1Log) => ({
  inactiveShards: [],
  rootHash: rootHash.toString('hex'),
  signedTreeHead: checkpoint,
  treeID: String(key.treeId),
  treeSize: size,
})

/** `ConsistencyProof` of two states of the tree. */
function consistencyProof({ url }: PracticeRequest, log: RekorV1Log): Answer {
  const asked = url.searchParams
  const first = Count.safeParse(asked.get('firstSize') ?? '1')
  const last = Count.safeParse(asked.get('lastSize'))
  const tree = asked.get('treeID') ?? String(log.key.treeId)
  if (!first.success || first.data === 0 || !last.success)
    return refuse(400, 'firstSize and lastSize are whole numbers')
  if (tree !== String(log.key.treeId)) return refuse(400, `invalid tree ID specified: ${tree}`)
  const proof = log.consistency(first.data, last.data)
  if (!proof) return refuse(400, `no proof from ${first.data} to ${last.data}: the log has ${log.size} entries`)
  return json(200, {
    hashes: proof.hashes.map((hash) => hash.toString('hex')),
    rootHash: proof.rootHash.toString('hex'),
  })
}
