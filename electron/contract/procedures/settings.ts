import { z } from 'zod'
import { SecretsPlace } from '../model/secrets.ts'
import {
  Contacts,
  DataFolder,
  Forgotten,
  NetworkChange,
  NetworkTest,
  SettingsChange,
  SettingsView,
} from '../model/settings.ts'
import { command, query } from '../procedure.ts'

export const settings = {
  get: query(z.void(), SettingsView),
  /** Faults: `instance.practice-only`, `instance.unknown`, `settings.newer`, `settings.in-use`, `files.*`. */
  change: command(SettingsChange, z.void()),
  /** Faults: `network.authority-file`, and those of `change`. */
  changeNetwork: command(NetworkChange, z.void()),
  /** Asks the public good instance for the date of its trust data, in the way that is set. Faults: `network.*`. */
  testNetwork: query(z.void(), NetworkTest),
  secrets: query(z.void(), SecretsPlace),
  contacts: query(z.void(), Contacts),
  dataFolder: query(z.void(), DataFolder),
  /** Shows the data folder in the system's file manager. */
  openDataFolder: command(z.void(), z.void()),
  /** Asks the person outside the page, and deletes what the program knows. Fault: `session.running`, `files.*`. */
  forgetEverything: command(z.void(), Forgotten),
}
