/** A TUF repository of a test: real keys, real metadata, served by a real server. */
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** Canonical JSON (OLPC): sorted keys, no spaces. Enough for the plain text that is signed here. */
const canonical = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const rows = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${rows.map(([key, row]) => `${JSON.stringify(key)}:${canonical(row)}`).join(',')}}`
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

interface RoleKey {
  readonly id: string
  readonly privateKey: KeyObject
  readonly json: Json
}

function newKey(): RoleKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const spki = publicKey.export({ format: 'der', type: 'spki' })
  const json = { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: spki.subarray(-32).toString('hex') } }
  return { id: sha256(canonical(json)), privateKey, json }
}

const HOUR_MS = 3_600_000
const inHours = (hours: number): string =>
  new Date(Math.floor(Date.now() / 1000) * 1000 + hours * HOUR_MS).toISOString().replace('.000', '')

export interface Release {
  readonly targets: Readonly<Record<string, string>>
  /** From now; negative for what has run out already. */
  readonly expiresInHours?: Partial<Record<'root' | 'timestamp' | 'snapshot' | 'targets', number>>
  /** The versions of its metadata, when they are not simply the next ones. */
  readonly version?: number
}

export interface TufRepository {
  /** The first root, which clients begin with. */
  readonly root: string
  /** What is served, by path below the origin. Tests may damage it. */
  readonly files: Map<string, string>
  /** Puts out new metadata and targets in the place of the old. */
  release(release: Release): void
  /** Changes the keys of timestamp, snapshot and targets by a new root. */
  rotate(): void
}

/** Every role has one key; consistent snapshots, as the public repositories have them. */
export function tufRepository(): TufRepository {
  const files = new Map<string, string>()
  const rootKey = newKey()
  let keys = { timestamp: newKey(), snapshot: newKey(), targets: newKey() }
  let version = 0
  let rootVersion = 0

  function put(path: string, signed: Json, key: RoleKey): string {
    const sig = sign(null, Buffer.from(canonical(signed)), key.privateKey).toString('hex')
    const text = JSON.stringify({ signed, signatures: [{ keyid: key.id, sig }] })
    files.set(path, text)
    return text
  }

  const describe = (text: string, n: number): Json => ({
    version: n,
    length: Buffer.byteLength(text),
    hashes: { sha256: sha256(text) },
  })

  function putRoot(expiresInHours = 1000): string {
    const all = [rootKey, ...Object.values(keys)]
    const role = (key: RoleKey): Json => ({ keyids: [key.id], threshold: 1 })
    const signed: Json = {
      _type: 'root',
      spec_version: '1.0.31',
      version: ++rootVersion,
      expires: inHours(expiresInHours),
      consistent_snapshot: true,
      keys: Object.fromEntries(all.map((key) => [key.id, key.json])),
      roles: {
        root: role(rootKey),
        timestamp: role(keys.timestamp),
        snapshot: role(keys.snapshot),
        targets: role(keys.targets),
      },
    }
    return put(`/${rootVersion}.root.json`, signed, rootKey)
  }

  const root = putRoot()
  return {
    root,
    files,
    release({ targets, expiresInHours = {}, version: wanted = version + 1 }) {
      version = wanted
      if (expiresInHours.root !== undefined) putRoot(expiresInHours.root)
      const listed: Record<string, Json> = {}
      for (const [name, text] of Object.entries(targets)) {
        files.set(`/targets/${sha256(text)}.${name}`, text)
        listed[name] = { length: Buffer.byteLength(text), hashes: { sha256: sha256(text) } }
      }
      const head = (type: 'timestamp' | 'snapshot' | 'targets') => ({
        _type: type,
        spec_version: '1.0.31',
        version,
        expires: inHours(expiresInHours[type] ?? 100),
      })
      const t = put(`/${version}.targets.json`, { ...head('targets'), targets: listed }, keys.targets)
      const snapshot = { ...head('snapshot'), meta: { 'targets.json': describe(t, version) } }
      const s = put(`/${version}.snapshot.json`, snapshot, keys.snapshot)
      put('/timestamp.json', { ...head('timestamp'), meta: { 'snapshot.json': describe(s, version) } }, keys.timestamp)
    },
    rotate() {
      keys = { timestamp: newKey(), snapshot: newKey(), targets: newKey() }
      putRoot()
    },
  }
}
