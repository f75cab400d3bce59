/** The practice instance, started and loaded when somebody first asks for it. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { InstanceTexts } from '../../core/signing/instance.ts'
import type { PracticeInstance } from '../practice/instance.ts'

/** The practice instance as it runs: its standard files, read. */
export interface OpenedPractice {
  readonly trustedRootPath: string
  readonly texts: InstanceTexts
  /** The signing config whose log is of version 2, where it is another one. */
  readonly signingConfigV2: string | undefined
}

export interface LazyPractice {
  /** Faults: `practice.*`. A start that failed is tried again the next time it is needed. */
  open(): Promise<OpenedPractice>
  /** Writes the sample release, and returns the paths of its files. */
  writeSample(): Promise<string[]>
  close(): Promise<void>
}

export function lazyPractice(dataFolder: string): LazyPractice {
  const folder = join(dataFolder, 'practice')
  let opened: Promise<OpenedPractice & { close: () => Promise<void> }> | undefined

  async function start() {
    const { openPractice } = await import('../practice/instance.ts')
    const practice: PracticeInstance & { readonly signingConfigV2Path?: string } = await openPractice({ folder })
    const { trustedRootPath, signingConfigPath, signingConfigV2Path } = practice
    const [trustedRoot, signingConfig, signingConfigV2] = await Promise.all([
      readFile(trustedRootPath, 'utf8'),
      readFile(signingConfigPath, 'utf8'),
      signingConfigV2Path === undefined ? undefined : readFile(signingConfigV2Path, 'utf8'),
    ])
    const close = () => practice.close()
    return { trustedRootPath, texts: { trustedRoot, signingConfig }, signingConfigV2, close }
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
    async writeSample() {
      const { writeSampleRelease } = await import('../practice/sample.ts')
      return writeSampleRelease(join(folder, 'sample', 'aurora-parse-2.4.0'))
    },
    async close() {
      await opened?.then((practice) => practice.close()).catch(() => {})
    },
  }
}
