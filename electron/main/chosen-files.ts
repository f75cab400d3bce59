import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { fault } from '../contract/faults.ts'
import { FileRef } from '../contract/model/file.ts'
import { MAX_FILES } from '../contract/procedures/files.ts'
import { displayName } from '../core/display-name.ts'

/** What the preload sends for a `File`: an empty path is a file that lies on no disk. */
export const Adopted = z
  .array(z.strictObject({ path: z.string().max(32_768), name: z.string().max(4096) }))
  .max(MAX_FILES)
export type Adopted = z.infer<typeof Adopted>

/** The files that a person chose in this run of the app. The page knows them by their references only. */
export interface ChosenFiles {
  /** Fault: `files.no-path` for a file that lies on no disk. */
  adopt(files: Adopted): FileRef[]
  /** Fault: `input.unknown-file`. */
  pathOf(ref: FileRef): string
}

export function keepChosenFiles(): ChosenFiles {
  const paths = new Map<FileRef, string>()
  const refs = new Map<string, FileRef>()

  function adoptPath(path: string): FileRef {
    const known = refs.get(path)
    if (known) return known
    const ref = FileRef.parse(`file-${randomBytes(16).toString('hex')}`)
    paths.set(ref, path)
    refs.set(path, ref)
    return ref
  }

  return {
    adopt: (files) =>
      files.map(({ path, name }) => {
        if (path === '') throw fault('files.no-path', { name: displayName(name) })
        return adoptPath(path)
      }),
    pathOf(ref) {
      const path = paths.get(ref)
      if (path === undefined) throw fault('input.unknown-file')
      return path
    },
  }
}
