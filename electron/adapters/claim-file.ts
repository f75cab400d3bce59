/**
 * By what one process tells the others that something is its own, for instance a session that it is signing.
 *
 * Every claim is a file whose name nobody else ever has: who finds one of a dead process can remove it and never meets a
 * living one in its place, which a file of one fixed name cannot promise. A claim holds if its maker, having written it,
 * sees no other: of two that come at once, at least one sees the other and withdraws.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, stat, unlink, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { errnoOf } from './errno.ts'

/** The claims of this process. Process ids come again: a file with ours is only ours if its name is known here. */
const ours = new Set<string>()

/** How often two that came at once try again, each after a while of its own. */
const ATTEMPTS = 8
const PAUSE_MS = 12

export interface ClaimOptions {
  /** A claim that is older is not believed, even where its process id lives on. In milliseconds; without it, any age is. */
  readonly patienceMs?: number
}

/** Takes the claim of this name, or returns undefined while somebody alive holds it. The result gives the claim back. */
export async function claimFile(path: string, options: ClaimOptions = {}): Promise<(() => Promise<void>) | undefined> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if ((await living(path, options)).length > 0) return undefined
    const mine = `${path}.${process.pid}-${randomBytes(8).toString('hex')}`
    const giveBack = async () => {
      await unlink(mine).catch(() => {})
      ours.delete(mine)
    }
    ours.add(mine)
    try {
      await writeFile(mine, '', { flag: 'wx', mode: 0o600 })
      if ((await living(path, options)).every((claim) => claim === mine)) return giveBack
    } catch (error) {
      await giveBack()
      throw error
    }
    await giveBack()
    await pause(Math.random() * PAUSE_MS)
  }
  return undefined
}

/** Whether another process that is alive has the claim. */
export async function isHeldElsewhere(path: string): Promise<boolean> {
  return (await claims(path)).some(({ pid }) => pid !== process.pid && isAlive(pid))
}

/** The claims that count; the others are removed. */
async function living(path: string, { patienceMs = Number.POSITIVE_INFINITY }: ClaimOptions): Promise<string[]> {
  const found: string[] = []
  for (const { file, pid } of await claims(path)) {
    const isBelieved = pid === process.pid ? ours.has(file) : isAlive(pid)
    if (isBelieved && (await ageMs(file)) <= patienceMs) found.push(file)
    else await unlink(file).catch(() => {})
  }
  return found
}

async function claims(path: string): Promise<{ file: string; pid: number }[]> {
  const names = await readdir(dirname(path)).catch(() => [])
  const start = `${basename(path)}.`
  return names.flatMap((name) => {
    const pid = name.startsWith(start) ? /^([1-9]\d{0,9})-[0-9a-f]{16}$/.exec(name.slice(start.length))?.[1] : undefined
    return pid === undefined ? [] : [{ file: join(dirname(path), name), pid: Number(pid) }]
  })
}

async function ageMs(file: string): Promise<number> {
  const found = await stat(file).catch(() => undefined)
  return found ? Date.now() - found.mtimeMs : 0
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errnoOf(error) === 'EPERM'
  }
}
