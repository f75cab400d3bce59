/** A file by which one process tells the others that something is its own. */
import { randomBytes } from 'node:crypto'
import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises'
import { isErrno } from './practice/atomic-file.ts'

/** The claims of this process: a second one of the same file is refused like that of any other. */
const ours = new Set<string>()

/**
 * Takes the claim, or returns undefined while a process that is alive holds it. What a dead one left behind is taken over.
 * The result gives the claim back.
 */
export async function claimFile(path: string): Promise<(() => Promise<void>) | undefined> {
  if (ours.has(path)) return undefined
  ours.add(path)
  const own = `${path}.${process.pid}-${randomBytes(6).toString('hex')}`
  try {
    await writeFile(own, String(process.pid), { flag: 'wx' })
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        await link(own, path)
        return async () => {
          ours.delete(path)
          await unlink(path).catch(() => {})
        }
      } catch (error) {
        if (!isErrno(error, 'EEXIST')) throw error
      }
      if (await isHeld(path)) break
      // Whoever moves it away first has it: the others find nothing to move.
      const stale = `${own}.stale`
      await rename(path, stale).catch(() => {})
      await unlink(stale).catch(() => {})
    }
  } finally {
    await unlink(own).catch(() => {})
  }
  ours.delete(path)
  return undefined
}

/** Whether another process that is alive has the claim. */
export async function isHeld(path: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch(() => '')
  const pid = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : 0
  if (pid === 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return isErrno(error, 'EPERM')
  }
}
