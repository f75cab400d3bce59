import { z } from 'zod'
import { FileRef, Sha256 } from '../model/file.ts'
import { ImportedInstance, InstanceList } from '../model/instance.ts'
import { Forgotten } from '../model/settings.ts'
import { command, query } from '../procedure.ts'

const ConfigOrigin = z.discriminatedUnion('from', [
  z.object({ from: z.literal('file'), file: FileRef }),
  z.object({ from: z.literal('address'), url: z.string().max(2048) }),
])

export const instances = {
  /** Those that can be chosen, each with where its trust data is from. No network is used. */
  list: query(z.void(), InstanceList),
  /** Reads and checks a client trust config. Nothing is kept yet. Faults: those of importing. */
  examine: command(ConfigOrigin, ImportedInstance),
  /** Keeps a config that was examined in this run, by its digest. Fault: `instance.unknown`. */
  import: command(z.object({ id: Sha256 }), z.void()),
  /** Asks the person outside the page, and deletes an imported config. Fault: `instance.unknown`. */
  forget: command(z.object({ id: Sha256 }), Forgotten),
}
