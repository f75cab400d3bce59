/** What a person has chosen, in `settings.json` of the data folder. The app and the command line share the file. */
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { Fault, fault } from '../contract/faults.ts'
import { Settings } from '../contract/model/settings.ts'
import { claimFile } from './claim-file.ts'
import { reading, writing } from './file-faults.ts'
import { readIfPresent, writeAtomic } from './practice/atomic-file.ts'
import { setAside } from './practice/set-aside.ts'

export const SETTINGS_FILE = 'settings.json'

/** In use while nobody has chosen anything. */
export const DEFAULT_SETTINGS: Settings = {
  logVersion: 1,
  network: { proxy: { use: 'system' } },
  appearance: 'system',
}

export interface ReadSettings {
  readonly settings: Settings
  /**
   * Why the defaults are in use, or were when the file was first read: `settings.damaged`, `settings.newer`, or why the
   * file cannot be read (`files.*`).
   */
  readonly problem?: Fault
}

export interface SettingsStore {
  /** What is stored at this moment. A damaged file is set aside. Never throws for what lies on the disk. */
  read(): Promise<ReadSettings>
  /**
   * Changes what is stored at this moment. Changes of several processes come one after the other: none is lost. Faults:
   * `settings.newer`, `settings.in-use`, `files.*`.
   */
  change(edit: (now: Settings) => Settings): Promise<Settings>
}

/** Keys of the same version that this program does not know stay where they are. */
const Stored = z.looseObject({ version: z.literal(1), ...Settings.shape })
type Stored = z.infer<typeof Stored>

const Versioned = z.looseObject({ version: z.int().min(2) })

/** A change takes milliseconds: who has held the file for longer than this has ended in the middle of one. */
const PATIENCE_MS = 3_000
const PAUSE_MS = 20

export function keepSettings(dataFolder: string, now: () => Date = () => new Date()): SettingsStore {
  const path = join(dataFolder, SETTINGS_FILE)
  /** Said for as long as this run lasts: a person may open the settings long after the file was set aside. */
  let damaged: Fault | undefined
  let last: Promise<unknown> = Promise.resolve()

  async function load(): Promise<Stored | undefined> {
    const bytes = await reading(path, () => readIfPresent(path))
    return bytes && parseStored(bytes.toString('utf8'))
  }

  /** Alone with the file. A damaged one is set aside here, since somebody else may have mended it meanwhile. */
  async function alone<T>(act: (stored: Stored | undefined) => Promise<T>): Promise<T> {
    const mine = last.then(
      () => locked(act),
      () => locked(act),
    )
    last = mine
    return mine
  }

  async function locked<T>(act: (stored: Stored | undefined) => Promise<T>): Promise<T> {
    const release = await writing(dataFolder, SETTINGS_FILE, () => claimed(path))
    try {
      return await act(await load().catch(asideIfDamaged))
    } finally {
      await release()
    }
  }

  async function asideIfDamaged(error: unknown): Promise<undefined> {
    if (error instanceof Fault) throw error
    const name = await writing(dataFolder, SETTINGS_FILE, () => setAside(dataFolder, [SETTINGS_FILE], now()))
    damaged = fault('settings.damaged', { name }, { cause: error })
    return undefined
  }

  return {
    async read() {
      try {
        const stored = await load().catch((error: unknown) => {
          if (error instanceof Fault) throw error
          return alone(async (found) => found)
        })
        const settings = stored ? Settings.parse(stored) : DEFAULT_SETTINGS
        return damaged ? { settings, problem: damaged } : { settings }
      } catch (error) {
        if (!(error instanceof Fault)) throw error
        return { settings: DEFAULT_SETTINGS, problem: error }
      }
    },

    change: (edit) =>
      alone(async (stored) => {
        const settings = Settings.parse(edit(stored ? Settings.parse(stored) : DEFAULT_SETTINGS))
        const next = { version: 1, ...unknownIn(stored), ...settings }
        await writing(dataFolder, SETTINGS_FILE, () => writeAtomic(path, `${JSON.stringify(next, null, 2)}\n`, 0o600))
        return settings
      }),
  }
}

/** Throws what is not a fault where the file is damaged. Fault: `settings.newer`. */
function parseStored(text: string): Stored {
  const json: unknown = JSON.parse(text)
  const newer = Versioned.safeParse(json)
  if (newer.success) throw fault('settings.newer', { version: String(newer.data.version) })
  return Stored.parse(json)
}

const unknownIn = (stored: Stored = { version: 1, ...DEFAULT_SETTINGS }): Record<string, unknown> =>
  Object.fromEntries(Object.entries(stored).filter(([key]) => key !== 'version' && !(key in Settings.shape)))

/** The claim, as soon as it is free. One whose holder is long gone, though its number lives on, is broken. */
async function claimed(path: string): Promise<() => Promise<void>> {
  const impatientAt = Date.now() + PATIENCE_MS
  for (;;) {
    const release = await claimFile(path, { patienceMs: PATIENCE_MS })
    if (release) return release
    if (Date.now() >= impatientAt) throw fault('settings.in-use')
    await pause(PAUSE_MS)
  }
}
