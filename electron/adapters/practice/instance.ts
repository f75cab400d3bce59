/** Opens the practice instance: a complete private Sigstore on 127.0.0.1, or a seat beside the one that already runs. */
import { X509Certificate } from 'node:crypto'
import { mkdir, readdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { TEMPORARY, writeIfDifferent } from './atomic-file.ts'
import { certificateAuthority } from './certificate-authority.ts'
import { checkpointKey, rekorV1Key } from './checkpoint.ts'
import { openCtLog } from './ct-log.ts'
import { addFirstEntry } from './first-entry.ts'
import { fulcioRoutes } from './fulcio.ts'
import { identityTokens } from './identity-tokens.ts'
import { identityRoute, LOCK_FILE, type Lock, takeLock } from './lock.ts'
import { REKOR_V1_FORM, REKOR_V2_FORM } from './log-file.ts'
import { PRACTICE, PRACTICE_FILES } from './names.ts'
import { oidcRoutes } from './oidc.ts'
import { rekorV1Routes } from './rekor-v1.ts'
import { rekorV2Routes } from './rekor-v2.ts'
import { LOOPBACK, startServer } from './server.ts'
import { newStore, type PracticeStore, readStore, writeStore } from './store.ts'
import { timestampRoutes } from './timestamp-authority.ts'
import { openTransparencyLog } from './transparency-log.ts'
import { issuerOf, signingConfig, trustedRoot } from './trust.ts'

/** A practice instance that answers. */
export interface PracticeInstance {
  /** `http://127.0.0.1:PORT`; the port stays the same for the life of the folder. */
  readonly baseUrl: string
  readonly trustedRootPath: string
  /** The default, which is that of the public instance: the log in its first version. */
  readonly signingConfigPath: string
  /** Both logs: clients take the highest version that they speak. */
  readonly signingConfigV2Path: string
  /** False: another process runs the instance of this folder, and this is a client of it. */
  readonly isOwner: boolean
  /** Stops the instance if it is ours. Resolves once all sockets are closed and everything is on disk. */
  close(): Promise<void>
}

/**
 * Starts the instance of a folder, or joins the one that runs. Faults: `practice.port-taken`, `practice.log-damaged`,
 * `practice.keys-damaged`.
 */
export async function openPractice(options: { folder: string; now?: () => Date }): Promise<PracticeInstance> {
  const { folder, now = () => new Date() } = options
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const lock = await takeLock(folder)
  if (!lock.isOurs) return { ...described(folder, lock.port), isOwner: false, close: async () => {} }
  try {
    return await start(folder, now, lock)
  } catch (error) {
    if (await lock.release()) throw error
    // Somebody took this start for dead and went ahead: theirs is the instance now.
    return openPractice(options)
  }
}

const described = (folder: string, port: number) => ({
  baseUrl: `http://${LOOPBACK}:${port}`,
  trustedRootPath: join(folder, PRACTICE_FILES.trustedRoot),
  signingConfigPath: join(folder, PRACTICE_FILES.signingConfig),
  signingConfigV2Path: join(folder, PRACTICE_FILES.signingConfigV2),
})

type OwnLock = Extract<Lock, { isOurs: true }>

async function start(folder: string, now: () => Date, lock: OwnLock): Promise<PracticeInstance> {
  await removeLeftovers(folder)
  const stored = await readStore(folder, now())
  const server = await startServer(stored?.port ?? 0)
  const description = described(folder, server.port)
  /** Closed in this order: nobody may ask any more before what answers is closed. */
  const open: { close(): Promise<void> }[] = [server]
  const closeAll = async () => {
    for (const { close } of open) await close()
  }
  try {
    const store = stored ?? { ...newStore(now()), port: server.port }
    // Before the logs: their first checkpoints are only good while their keys are known.
    if (!stored) await writeStore(folder, store)
    const { logOrigin, rekorHost } = PRACTICE
    const log = await openTransparencyLog(folder, REKOR_V2_FORM, checkpointKey(logOrigin, store.keys.log), now)
    open.push(log)
    const rekorKey = rekorV1Key(rekorHost, store.keys.rekorV1)
    const rekorLog = await openTransparencyLog(folder, REKOR_V1_FORM, rekorKey, now)
    open.push(rekorLog)
    await Promise.all([addFirstEntry(log, 2), addFirstEntry(rekorLog, 1)])
    const ctLog = await openCtLog(folder, store.keys.ctLog)
    open.push(ctLog)
    const tokens = identityTokens(issuerOf(description.baseUrl), store.keys.identityTokens, now)
    const authority = certificateAuthority(store.keys.authority, store.certificates.authority, ctLog, now)
    await writeIfDifferent(description.trustedRootPath, trustedRoot(store))
    await writeIfDifferent(description.signingConfigPath, signingConfig(store, description.baseUrl, [1]))
    await writeIfDifferent(description.signingConfigV2Path, signingConfig(store, description.baseUrl, [2, 1]))
    server.serve([
      identityRoute(lock.id),
      ...oidcRoutes(tokens, now),
      ...fulcioRoutes(authority, tokens),
      ...rekorV1Routes(rekorLog),
      ...rekorV2Routes(log),
      ...timestampRoutes(timestampSigner(store), now),
    ])
    await lock.announce(server.port)
  } catch (error) {
    await closeAll()
    throw error
  }
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= closeAll().finally(async () => void (await lock.release()))
    return closing
  }
  return { ...description, isOwner: true, close }
}

function timestampSigner({ keys, certificates }: PracticeStore) {
  const { serialNumber } = new X509Certificate(certificates.timestamp)
  return { privateKey: keys.timestamp, certificate: certificates.timestamp, serial: Buffer.from(serialNumber, 'hex') }
}

/** Files that were being written when the last owner was killed. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.endsWith(TEMPORARY) && !name.startsWith(`${LOCK_FILE}.`)) await unlink(join(folder, name))
  }
}
