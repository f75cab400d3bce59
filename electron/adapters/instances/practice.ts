/** The practice instance, started and loaded when the first session asks for it. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PRACTICE } from '../adapters/practice/names.ts'
import { readInstance, type SigningInstance } from '../core/signing/instance.ts'

export interface LazyPractice {
  instance(): Promise<SigningInstance>
  writeSample(): Promise<string[]>
  close(): Promise<void>
}

export function lazyPractice(dataFolder: string): LazyPractice {
  const folder = join(dataFolder, 'practice')
  let opened: Promise<{ instance: SigningInstance; close: () => Promise<void> }> | undefined

  async function open() {
    const { openPractice } = await import('../adapters/practice/instance.ts')
    const practice = await openPractice({ folder })
    const [trustedRoot, signingConfig] = await Promise.all([
      readFile(practice.trustedRootPath, 'utf8'),
      readFile(practice.signingConfigPath, 'utf8'),
    ])
    const { id, title, clientId } = PRACTICE
    const rest = { id, title, isPractice: true, trustedRootPath: practice.trustedRootPath, clientId }
    return { instance: readInstance({ trustedRoot, signingConfig }, rest), close: () => practice.close() }
  }

  return {
    async instance() {
      opened ??= open()
      // A start that failed is tried again the next time it is needed.
      opened.catch(() => {
        opened = undefined
      })
      return (await opened).instance
    },
    async writeSample() {
      const { writeSampleRelease } = await import('../adapters/practice/sample.ts')
      return writeSampleRelease(join(folder, 'sample', 'aurora-parse-2.4.0'))
    },
    async close() {
      await opened?.then((practice) => practice.close()).catch(() => {})
    },
  }
}
