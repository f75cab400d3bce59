/** What makes an instance the same one at its next start: its keys, certificates, birthday and port, in one file. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { fault } from '../../contract/faults.ts'
import { readIfPresent, writeAtomic } from './atomic-file.ts'
import { AUTHORITY_NAME } from './certificate-authority.ts'
import { filesOf, REKOR_V1_FORM, REKOR_V2_FORM } from './log-file.ts'
import { setAside } from './set-aside.ts'
import { timestampCertificates } from './timestamp-authority.ts'
import { rootCertificate } from './x509.ts'

/** Everything that outlives a start. */
export interface PracticeStore {
  /** 0 until it is chosen. */
  readonly port: number
  readonly createdAt: Date
  readonly keys: Readonly<Record<KeyName, KeyObject>>
  /** DER. */
  readonly certificates: { readonly authority: Buffer; readonly timestampRoot: Buffer; readonly timestamp: Buffer }
}

/** `log` is the key of the Rekor v2 log. */
type KeyName = 'identityTokens' | 'authority' | 'ctLog' | 'log' | 'rekorV1' | 'timestamp'

/** Keys, certificates, birthday and port, for its owner's eyes only. */
export const STORE_FILE = 'instance.json'
const OWNER_ONLY = 0o600
const HOUR_MS = 60 * 60 * 1000
const VALID_YEARS = 10

const Key = z.string().startsWith('-----BEGIN PRIVATE KEY-----')
const FirstKeys = z.strictObject({ identityTokens: Key, authority: Key, ctLog: Key, log: Key, timestamp: Key })
const common = {
  createdAt: z.iso.datetime(),
  port: z.int().min(1).max(65535),
  certificates: z.strictObject({ authority: z.base64(), timestampRoot: z.base64(), timestamp: z.base64() }),
}
/** Version 1 had one log. */
const FirstStored = z.strictObject({ version: z.literal(1), ...common, keys: FirstKeys })
const keys = FirstKeys.extend({ rekorV1: Key })
/** Version 2 signed its identity tokens with P-256. They live a minute: another key does no harm. */
const SecondStored = z.strictObject({ version: z.literal(2), ...common, keys })
const Stored = z.strictObject({ version: z.literal(3), ...common, keys })
const AnyStored = z.discriminatedUnion('version', [Stored, SecondStored, FirstStored])

/**
 * Reads the store, or undefined where there is none. One of an earlier version gets what it lacks, and is on disk so
 * when this resolves: only for the holder of the lock. Fault: `practice.keys-damaged` once the file has been set aside,
 * and with it the log, which nobody could continue without its key.
 */
export async function readStore(folder: string, now: Date): Promise<PracticeStore | undefined> {
  const bytes = await readIfPresent(join(folder, STORE_FILE))
  if (!bytes) return undefined
  let parsed: { store: PracticeStore; isCurrent: boolean }
  try {
    parsed = parse(bytes.toString('utf8'))
  } catch (error) {
    const names = [...filesOf(REKOR_V1_FORM), ...filesOf(REKOR_V2_FORM), STORE_FILE]
    throw fault('practice.keys-damaged', { name: await setAside(folder, names, now) }, { cause: error })
  }
  if (!parsed.isCurrent) await writeStore(folder, parsed.store)
  return parsed.store
}

/** The store for those who do not hold the lock, and so change nothing. Undefined where it is missing or damaged. */
export async function peekStore(folder: string): Promise<PracticeStore | undefined> {
  const bytes = await readIfPresent(join(folder, STORE_FILE))
  try {
    return bytes && parse(bytes.toString('utf8')).store
  } catch {
    return undefined
  }
}

function parse(text: string): { store: PracticeStore; isCurrent: boolean } {
  const stored = AnyStored.parse(JSON.parse(text))
  const { createdAt, port, certificates } = stored
  const isCurrent = stored.version === 3
  const store: PracticeStore = {
    port,
    createdAt: new Date(createdAt),
    keys: keysOf(stored),
    certificates: mapValues(certificates, (base64) => Buffer.from(base64, 'base64')),
  }
  for (const name of ['authority', 'timestamp'] as const) {
    const certificate = new X509Certificate(store.certificates[name])
    if (!certificate.checkPrivateKey(store.keys[name])) throw new TypeError(`the ${name} key is not its certificate's`)
  }
  const root = createPublicKey(new X509Certificate(store.certificates.timestampRoot).publicKey.export(PEM))
  if (!new X509Certificate(store.certificates.timestamp).verify(root)) throw new TypeError('another timestamp root')
  if (store.keys.log.asymmetricKeyType !== 'ed25519') throw new TypeError('the log key is of another kind')
  const { namedCurve } = store.keys.rekorV1.asymmetricKeyDetails ?? {}
  if (namedCurve !== 'prime256v1') throw new TypeError('the Rekor v1 key is of another kind')
  if (store.keys.identityTokens.asymmetricKeyType !== 'rsa') throw new TypeError('the token key is of another kind')
  return { store, isCurrent }
}

/** Those that are there, and new ones for what a file of an earlier version lacks. */
function keysOf(stored: z.infer<typeof AnyStored>): PracticeStore['keys'] {
  if (stored.version === 3) return mapValues(stored.keys, createPrivateKey)
  const kept = mapValues<keyof z.infer<typeof FirstKeys>, string, KeyObject>(stored.keys, createPrivateKey)
  const rekorV1 = stored.version === 2 ? createPrivateKey(stored.keys.rekorV1) : newP256().privateKey
  return { ...kept, rekorV1, identityTokens: newRsa().privateKey }
}

const PEM = { type: 'spki', format: 'pem' } as const

/** Makes the keys and certificates of a new instance. Windows begin an hour earlier: clocks differ. */
export function newStore(now: Date): PracticeStore {
  const validity = { notBefore: new Date(now.getTime() - HOUR_MS), notAfter: new Date(now) }
  validity.notAfter.setUTCFullYear(now.getUTCFullYear() + VALID_YEARS)
  const [authority, timestampRoot, timestamp] = [newP256(), newP256(), newP256()]
  const stamps = timestampCertificates(timestampRoot, timestamp, validity)
  return {
    port: 0,
    createdAt: now,
    keys: {
      identityTokens: newRsa().privateKey,
      authority: authority.privateKey,
      ctLog: newP256().privateKey,
      log: generateKeyPairSync('ed25519').privateKey,
      rekorV1: newP256().privateKey,
      timestamp: timestamp.privateKey,
    },
    certificates: {
      authority: rootCertificate(AUTHORITY_NAME, authority, validity),
      timestampRoot: stamps.root,
      timestamp: stamps.leaf,
    },
  }
}

const newP256 = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })
const newRsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 })

/** From when on trust in the instance holds: an hour before it was made. */
export const trustedSince = ({ createdAt }: PracticeStore): Date => new Date(createdAt.getTime() - HOUR_MS)

/** Writes the store for its owner's eyes only. */
export async function writeStore(folder: string, store: PracticeStore): Promise<void> {
  const stored: z.infer<typeof Stored> = {
    version: 3,
    createdAt: store.createdAt.toISOString(),
    port: store.port,
    keys: mapValues(store.keys, (key) => key.export({ type: 'pkcs8', format: 'pem' }).toString()),
    certificates: mapValues(store.certificates, (der) => der.toString('base64')),
  }
  await writeAtomic(join(folder, STORE_FILE), `${JSON.stringify(stored, null, 2)}\n`, OWNER_ONLY)
}

const mapValues = <K extends string, V, R>(record: Readonly<Record<K, V>>, map: (value: V) => R): Record<K, R> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value as V)])) as Record<K, R>
