/** The practice instance, started and loaded when somebody first asks for it. */
import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deletePractice } from '../data-folder-parts.ts'
import { PRACTICE_FILES } from '../practice/names.ts'
import { checkTrustTexts } from './last-good.ts'
import type { TrustTexts } from './trust-texts.ts'

/** The standard files of the practice instance, read. */
export interface PracticeTexts {
  readonly trustedRootPath: string
  readonly texts: TrustTexts
}

export interface LazyPractice {
  /** Faults: `practice.*`. A start that failed is tried again the next time it is needed. */
  open(): Promise<PracticeTexts>
  /** Its files as they lie there, without starting it; nothing where it never ran. */
  read(): Promise<PracticeTexts | undefined>
  /** Writes the sample release, and returns the paths of its files. */
  writeSample(): Promise<string[]>
  /**
   * Stops it if it was started here, and deletes its keys and logs, but not the sample and its bundles. False: another
   * process runs it, and nothing was deleted. Fault: `files.*`.
   */
  forget(): Promise<boolean>
  close(): Promise<void>
}

export function lazyPractice(dataFolder: string): LazyPractice {
  const folder = join(dataFolder, 'practice')
  let opened: Promise<PracticeTexts & { close: () => Promise<void> }> | undefined

  async function close(): Promise<void> {
    const closing = opened
    opened = undefined
    await closing?.then((practice) => practice.close()).catch(() => {})
  }

  async function readTexts(): Promise<PracticeTexts> {
    const text = (name: string) => readFile(join(folder, name), 'utf8')
    const [trustedRoot, signingConfig, signingConfigV2] = await Promise.all([
      text(PRACTICE_FILES.trustedRoot),
      text(PRACTICE_FILES.signingConfig),
      text(PRACTICE_FILES.signingConfigV2),
    ])
    const texts = { trustedRoot, signingConfig, signingConfigV2 }
    return { trustedRootPath: join(folder, PRACTICE_FILES.trustedRoot), texts }
  }

  async function start() {
    const { openPractice } = await import('../practice/instance.ts')
    const practice = await openPractice({ folder })
    return { ...(await readTexts()), close: () => practice.close() }
  }

  return {
    async open() {
      const opening = opened ?? start()
      opened = opening
      opening.catch(() => {
        if (opened === opening) opened = undefined
      })
      return opening
    },
    async read() {
      try {
        const practice = await readTexts()
        checkTrustTexts(practice.texts)
        return practice
      } catch {
        // Not there, or not whole: starting the instance puts that right.
        return undefined
      }
    },
    async writeSample() {
      const { writeSampleRelease } = await import('../practice/sample.ts')
      return writeSampleRelease(join(folder, 'sample', 'aurora-parse-2.4.0'))
    },
    async forget() {
      await close()
      const { LOCK_FILE, takeLock } = await import('../practice/lock.ts')
      const lock = (await isThere(folder)) ? await takeLock(folder) : undefined
      if (!lock) return true
      if (!lock.isOurs) return false
      try {
        await deletePractice(folder, LOCK_FILE)
      } finally {
        await lock.release()
      }
      return true
    },
    close,
  }
}

const isThere = (folder: string): Promise<boolean> =>
  access(folder).then(
    () => true,
    () => false,
  )
