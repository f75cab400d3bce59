/** The practice instance for other Sigstore clients. */
import { copyFile, mkdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { dataFolder } from '../adapters/data-folder.ts'
import { openPractice, type PracticeInstance } from '../adapters/practice/instance.ts'
import type { Terminal } from './terminal.ts'

/** Where the practice instance lies: the app and the command line share it. */
export const practiceFolder = ({ env }: Terminal): string =>
  join(dataFolder(env, process.platform, homedir()), 'practice')

export const openPracticeOf = (terminal: Terminal): Promise<PracticeInstance> =>
  openPractice({ folder: practiceFolder(terminal) })

/** Copies the standard files. Their names are those that other clients use. */
export async function writePracticeTrust(practice: PracticeInstance, out: string) {
  const folder = resolve(out)
  await mkdir(folder, { recursive: true })
  const trustedRoot = join(folder, 'trusted_root.json')
  const signingConfig = join(folder, 'signing_config.json')
  const signingConfigRekorV2 = join(folder, 'signing_config_rekor_v2.json')
  await copyFile(practice.trustedRootPath, trustedRoot)
  await copyFile(practice.signingConfigPath, signingConfig)
  await copyFile(practice.signingConfigV2Path, signingConfigRekorV2)
  return { trustedRoot, signingConfig, signingConfigRekorV2 }
}

/** Resolves once the person or the system ends the command. */
export async function untilStopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  // Something must keep the process: an abort signal does not.
  const hold = setInterval(() => {}, 1 << 30)
  await new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }))
  clearInterval(hold)
}
