/**
 * An entry that the log has already: the answer to an earlier request was lost. The proof is rebuilt from the log's
 * tiles (C2SP tlog-tiles, RFC 6962 §2.1.1), so that no second entry is written.
 */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { fault } from '../../../contract/faults.ts'
import { requestWithRetry } from '../../retry.ts'
import { text, unreadable } from '../answers.ts'
import { hostOf } from '../recipients.ts'
import type { LogEntryJson } from '../records.ts'
import type { StepContext } from '../step.ts'
import type { LogContent } from './log-api.ts'

/** A tile holds 256 hashes, eight levels of the tree. */
const TILE_HEIGHT = 8
const TILE_WIDTH = 2 ** TILE_HEIGHT
const HASH_BYTES = 32
/** 256 entries of at most 64 KiB. */
const MAX_ENTRIES_BYTES = 17 * 1024 * 1024

/** Rekor v2 hashedrekord 0.0.2, as much of it as tells whether an entry is ours. */
const EntryBody = z.object({
  kind: z.string(),
  apiVersion: z.string(),
  spec: z.object({
    hashedRekordV002: z.object({
      data: z.object({ digest: z.string() }),
      signature: z.object({ content: z.string() }),
    }),
  }),
})

/** Faults: `sigstore.log-duplicate` where the entry is not to be found, and those of the requests. */
export async function recoverEntry(
  logUrl: string,
  indexHeader: string | undefined,
  proposed: LogContent,
  context: StepContext,
): Promise<LogEntryJson> {
  if (indexHeader === undefined || !/^\d{1,15}$/.test(indexHeader)) throw fault('sigstore.log-duplicate')
  const index = Number(indexHeader)
  const log = tiledLog(logUrl, context)
  const checkpoint = await log.checkpoint()
  if (index >= checkpoint.size) throw fault('sigstore.log-duplicate')
  const body = await log.entry(index, checkpoint.size)
  const { kind, version } = ours(body, proposed)
  const hashes = await inclusionPath(index, 0, checkpoint.size, (level, i) => log.node(level, i, checkpoint.size))
  return {
    logIndex: indexHeader,
    logId: { keyId: logKeyId(context, checkpoint.origin) },
    kindVersion: { kind, version },
    integratedTime: '0',
    inclusionPromise: undefined,
    inclusionProof: {
      logIndex: indexHeader,
      rootHash: checkpoint.rootHash,
      treeSize: String(checkpoint.size),
      hashes: hashes.map((hash) => hash.toString('base64')),
      checkpoint: { envelope: checkpoint.envelope },
    },
    canonicalizedBody: body.toString('base64'),
  } as LogEntryJson
}

function ours(body: Buffer, proposed: LogContent): { kind: string; version: string } {
  let entry: z.infer<typeof EntryBody> | undefined
  try {
    entry = EntryBody.parse(JSON.parse(body.toString('utf8')))
  } catch {
    throw fault('sigstore.log-duplicate')
  }
  const { data, signature } = entry.spec.hashedRekordV002
  const digest = Buffer.from(data.digest, 'base64').toString('hex')
  if (digest !== proposed.sha256 || signature.content !== proposed.signature) throw fault('sigstore.log-duplicate')
  return { kind: entry.kind, version: entry.apiVersion }
}

/** The id of the log's checkpoint key, from the trusted root: the answer that carried it is the one that was lost. */
function logKeyId({ instance }: StepContext, origin: string): string {
  const known = instance.trust.material.tlogs.find((log) => new URL(log.baseURL).host === origin)
  if (!known) throw fault('sigstore.log-duplicate')
  return known.logID.toString('base64')
}

function tiledLog(logUrl: string, { ports, signal }: StepContext) {
  const host = hostOf(logUrl)
  const tiles = new Map<string, Promise<Buffer>>()

  async function get(path: string, maxBytes: number): Promise<Buffer> {
    const url = new URL(`/api/v2/${path}`, logUrl).href
    const request = { method: 'GET', url, timeoutMs: 10_000, maxBytes, signal, purpose: 'log' } as const
    const answer = await requestWithRetry(ports, request)
    if (answer.status !== 200) throw unreadable(host, `no ${path.split('/')[0]} of the log`)
    return Buffer.from(answer.body)
  }

  function tile(kind: string, index: number, available: number, maxBytes: number): Promise<Buffer> {
    const width = Math.min(TILE_WIDTH, available - index * TILE_WIDTH)
    const path = `tile/${kind}/${tileIndex(index)}${width < TILE_WIDTH ? `.p/${width}` : ''}`
    const known = tiles.get(path) ?? get(path, maxBytes)
    tiles.set(path, known)
    return known
  }

  return {
    async checkpoint() {
      const envelope = text({ status: 200, headers: {}, body: await get('checkpoint', 64 * 1024) })
      const [origin = '', size = '', rootHash = ''] = envelope.split('\n')
      if (!/^[1-9]\d{0,14}$/.test(size)) throw unreadable(host, 'no checkpoint of the log')
      return { envelope, origin, size: Number(size), rootHash }
    },

    /** Entries of a tile follow one another, each behind its length in two bytes. */
    async entry(index: number, size: number): Promise<Buffer> {
      const bytes = await tile('entries', Math.floor(index / TILE_WIDTH), size, MAX_ENTRIES_BYTES)
      let at = 0
      for (let skip = index % TILE_WIDTH; skip > 0 && at + 2 <= bytes.length; skip--) at += 2 + bytes.readUInt16BE(at)
      if (at + 2 > bytes.length) throw unreadable(host, 'an entry tile that is too short')
      return bytes.subarray(at + 2, at + 2 + bytes.readUInt16BE(at))
    },

    /** The hash of the complete subtree of 2^level leaves that starts at leaf index · 2^level. */
    async node(level: number, index: number, size: number): Promise<Buffer> {
      const tileLevel = Math.floor(level / TILE_HEIGHT)
      const leaves = 2 ** (level % TILE_HEIGHT)
      const first = index * leaves
      const available = Math.floor(size / TILE_WIDTH ** tileLevel)
      const bytes = await tile(String(tileLevel), Math.floor(first / TILE_WIDTH), available, TILE_WIDTH * HASH_BYTES)
      const from = (first % TILE_WIDTH) * HASH_BYTES
      if (bytes.length < from + leaves * HASH_BYTES) throw unreadable(host, 'a tile that is too short')
      let row = Array.from({ length: leaves }, (_, i) =>
        bytes.subarray(from + i * HASH_BYTES, from + (i + 1) * HASH_BYTES),
      )
      while (row.length > 1) row = pairs(row)
      return row[0] ?? Buffer.alloc(0)
    },
  }
}

type Node = (level: number, index: number) => Promise<Buffer>

/** PATH(m, D[start:end]) of RFC 6962 §2.1.1, leaf side first. */
async function inclusionPath(leaf: number, start: number, end: number, node: Node): Promise<Buffer[]> {
  if (end - start === 1) return []
  const middle = start + largestPowerBelow(end - start)
  return leaf < middle
    ? [...(await inclusionPath(leaf, start, middle, node)), await rangeHash(middle, end, node)]
    : [...(await inclusionPath(leaf, middle, end, node)), await rangeHash(start, middle, node)]
}

/** MTH(D[start:end]): a complete subtree is read, an incomplete one is put together. */
async function rangeHash(start: number, end: number, node: Node): Promise<Buffer> {
  const width = end - start
  if (Number.isInteger(Math.log2(width))) return node(Math.log2(width), start / width)
  const middle = start + largestPowerBelow(width)
  return hashChildren(await rangeHash(start, middle, node), await rangeHash(middle, end, node))
}

/** The largest power of two that is smaller than n. */
const largestPowerBelow = (n: number): number => 2 ** Math.ceil(Math.log2(n) - 1)

const pairs = (row: readonly Buffer[]): Buffer[] =>
  Array.from({ length: row.length / 2 }, (_, i) => hashChildren(row[2 * i] as Buffer, row[2 * i + 1] as Buffer))

const hashChildren = (left: Buffer, right: Buffer): Buffer =>
  createHash('sha256').update(Uint8Array.of(1)).update(left).update(right).digest()

/** 1234067 is `x001/x234/067`. */
function tileIndex(index: number): string {
  const groups = [String(index % 1000).padStart(3, '0')]
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(`x${String(rest % 1000).padStart(3, '0')}`)
  }
  return groups.join('/')
}
