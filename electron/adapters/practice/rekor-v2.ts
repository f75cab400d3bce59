/** The HTTP face of the Rekor v2 log: one call to write (Rekor v2, rekor-tiles), static tiles to read (C2SP tlog-tiles). */
import { z } from 'zod'
import { dsse, hashedRekord, type RekorV2Entry } from './rekor-v2-entries.ts'
import { type Answer, json, jsonBody, MAX_ENVELOPE_BYTES, type PracticeRequest, type Route, refuse } from './server.ts'
import { TILE_WIDTH, tileAddress } from './tiles.ts'
import type { ProvenEntry, TransparencyLog } from './transparency-log.ts'

const CreateEntryRequest = z.object({
  hashedRekordRequestV002: z.unknown().optional(),
  dsseRequestV002: z.unknown().optional(),
})

/** The calls below `/api/v2`: `log/entries` to write, `checkpoint` and `tile/…` to read. */
export function rekorV2Routes(log: TransparencyLog): Route[] {
  return [
    {
      method: 'POST',
      path: '/api/v2/log/entries',
      accepts: 'application/json',
      maxBytes: MAX_ENVELOPE_BYTES,
      answer: (request) => createEntry(request, log),
    },
    {
      method: 'GET',
      path: '/api/v2/checkpoint',
      answer: () => ({ status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: log.checkpoint }),
    },
    { method: 'GET', path: '/api/v2/tile/*', answer: ({ rest }) => readTile(rest, log) },
  ]
}

async function createEntry(request: PracticeRequest, log: TransparencyLog): Promise<Answer> {
  const { hashedRekordRequestV002, dsseRequestV002 } = CreateEntryRequest.safeParse(jsonBody(request)).data ?? {}
  if ((hashedRekordRequestV002 === undefined) === (dsseRequestV002 === undefined)) {
    return refuse(400, 'invalid type, must be hashedrekord')
  }
  const entry = dsseRequestV002 === undefined ? hashedRekord(hashedRekordRequestV002) : dsse(dsseRequestV002)
  if ('refused' in entry) return refuse(400, entry.refused)
  const added = await log.add(entry.entry)
  if (!('duplicateOf' in added)) return json(201, transparencyLogEntry(added, entry, log))
  const { duplicateOf } = added
  const message = `an equivalent entry already exists in the transparency log with index ${duplicateOf}`
  return refuse(409, message, { 'x-index': String(duplicateOf) })
}

/** `TransparencyLogEntry` (protobuf-specs, sigstore_rekor.proto) in its JSON form: a bundle stores it unchanged. */
const transparencyLogEntry = (proven: ProvenEntry, { kind }: RekorV2Entry, { key }: TransparencyLog) => ({
  logIndex: String(proven.index),
  logId: { keyId: key.keyId.toString('base64') },
  kindVersion: { kind, version: '0.0.2' },
  // A v2 log attests no time.
  integratedTime: '0',
  inclusionProof: {
    logIndex: String(proven.index),
    rootHash: proven.rootHash.toString('base64'),
    treeSize: String(proven.treeSize),
    hashes: proven.hashes.map((hash) => hash.toString('base64')),
    checkpoint: { envelope: proven.checkpoint },
  },
  canonicalizedBody: proven.entry.toString('base64'),
})

async function readTile(path: string, log: TransparencyLog): Promise<Answer> {
  const address = tileAddress(path)
  const body = address && (await log.tile(address))
  if (!body) return refuse(404, 'not found')
  // A full tile never changes; a partial one will be replaced by a wider one under another address.
  const age = address.width === TILE_WIDTH ? { 'cache-control': 'public, max-age=604800, immutable' } : {}
  return { status: 200, headers: { 'content-type': 'application/octet-stream', ...age }, body }
}
