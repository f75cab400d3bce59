import { z } from 'zod'
import { query } from '../procedure.ts'

export const RunningTask = z.object({ task: z.string(), path: z.string(), startedAt: z.iso.datetime() })

export const tasks = {
  /** The tasks under way, whichever window started them. `Client.attach` finds them again. */
  list: query(z.void(), z.array(RunningTask)),
}
