/** What lies in the data folder, by parts: how much it is, and how it is deleted. Only what the program made is touched. */
import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DataPart } from '../contract/model/settings.ts'
import { errnoOf } from './errno.ts'
import { writing } from './file-faults.ts'

/** Files and folders of ours: a folder inside the data folder, and what the names in it look like. */
interface Ours {
  readonly folder: string
  readonly names: RegExp
  /** Who has it open, and deletes it: by other ways than these. */
  readonly keeper?: 'journals' | 'practice' | 'window'
}

/** Ends the names of damaged files that were set aside, and of what a crash left half written. */
const REST = String.raw`(\.damaged-\w+|\.[0-9a-f]+\.tmp)`

const PARTS: Readonly<Record<DataPart, readonly Ours[]>> = {
  settings: [{ folder: '', names: new RegExp(String.raw`^settings\.json${REST}?$`) }],
  journals: [
    { folder: 'journal', names: /^session-[0-9a-f]{32}\.jsonl$/, keeper: 'journals' },
    { folder: 'journal', names: new RegExp(String.raw`^session-[0-9a-f]{32}\.jsonl${REST}$`) },
  ],
  instances: [
    { folder: 'instances', names: new RegExp(String.raw`^[0-9a-f]{64}\.json${REST}?$`) },
    { folder: 'trust', names: /^(public|staging|[0-9a-f]{64})$/ },
  ],
  projects: [{ folder: '', names: new RegExp(String.raw`^projects\.json${REST}?$`) }],
  seen: [{ folder: '', names: new RegExp(String.raw`^seen\.json${REST}?$`) }],
  practice: [{ folder: 'practice', names: /^(?!sample$)/, keeper: 'practice' }],
  cache: [
    { folder: 'cache', names: /^(tuf|log\.jsonl(\.1)?|(osv|oss-fuzz|published)\.json(\.[0-9a-f]+\.tmp)?)$/ },
    { folder: 'cache', names: /^window$/, keeper: 'window' },
  ],
}

/** How many bytes each part has. What cannot be looked at counts as nothing. */
export async function measureParts(dataFolder: string): Promise<{ part: DataPart; bytes: number }[]> {
  const measured: { part: DataPart; bytes: number }[] = []
  for (const part of DataPart.options) {
    const paths = (await Promise.all(PARTS[part].map((ours) => pathsOf(dataFolder, ours)))).flat()
    const sizes = await Promise.all(paths.map(bytesIn))
    measured.push({ part, bytes: sizes.reduce((sum, bytes) => sum + bytes, 0) })
  }
  return measured
}

/** Deletes what nobody has open. Fault: `files.*`. */
export async function deleteParts(dataFolder: string): Promise<void> {
  for (const ours of Object.values(PARTS).flat()) {
    if (ours.keeper !== undefined) continue
    for (const path of await pathsOf(dataFolder, ours)) await remove(path)
  }
}

/** Deletes what the practice instance keeps, but the sample and its bundles, and but `except`. Fault: `files.*`. */
export async function deletePractice(folder: string, except: string): Promise<void> {
  for (const name of await namesIn(folder)) {
    if (name !== 'sample' && name !== except) await remove(join(folder, name))
  }
}

const remove = (path: string): Promise<void> => writing(path, path, () => rm(path, { recursive: true, force: true }))

const pathsOf = async (dataFolder: string, { folder, names }: Ours): Promise<string[]> =>
  (await namesIn(join(dataFolder, folder)))
    .filter((name) => names.test(name))
    .map((name) => join(dataFolder, folder, name))

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES'].includes(errnoOf(error))) return []
    throw error
  }
}

/** Of a file, or of everything below a folder. Links are not followed. */
async function bytesIn(path: string): Promise<number> {
  const stats = await lstat(path).catch(() => undefined)
  if (!stats) return 0
  if (!stats.isDirectory()) return stats.size
  const inside = await Promise.all((await namesIn(path)).map((name) => bytesIn(join(path, name))))
  return inside.reduce((sum, bytes) => sum + bytes, 0)
}
