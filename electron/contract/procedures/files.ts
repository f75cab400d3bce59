import { z } from 'zod'
import { ChosenFile, FileRef } from '../model/file.ts'
import { command, query } from '../procedure.ts'

/** More files than any release has; a page that asks for more is broken. */
export const MAX_FILES = 10_000

export const files = {
  describe: query(z.object({ refs: z.array(FileRef).max(MAX_FILES) }), z.array(ChosenFile)),
  /** Writes a sample release into the practice folder and hands it over like chosen files. */
  sample: command(z.void(), z.array(FileRef)),
}
