/** What a person has chosen, in `settings.json` of the data folder. The app and the command line share the file. */
import type { Fault } from '../contract/faults.ts'
import { Settings } from '../contract/model/settings.ts'
import { keepFile } from './kept-file.ts'

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

export function keepSettings(dataFolder: string, now?: () => Date): SettingsStore {
  const file = keepFile({
    dataFolder,
    name: SETTINGS_FILE,
    shape: Settings.shape,
    initial: DEFAULT_SETTINGS,
    codes: { damaged: 'settings.damaged', newer: 'settings.newer', inUse: 'settings.in-use' },
    ...(now ? { now } : {}),
  })
  return {
    async read() {
      const { value, problem } = await file.read()
      return problem ? { settings: value, problem } : { settings: value }
    },
    change: file.change,
  }
}
