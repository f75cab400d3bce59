import { dirname } from 'node:path'
import type { api } from '../../contract/api.ts'
import { Fault } from '../../contract/faults.ts'
import type { ChosenFile, FileRef } from '../../contract/model/file.ts'
import type { Handlers } from '../../contract/server.ts'
import { displayName } from '../../core/display-name.ts'
import type { Files } from '../../core/ports.ts'
import type { ChosenFiles } from '../chosen-files.ts'

export interface FilesNeeds {
  readonly chosen: ChosenFiles
  readonly files: Files
  /** Writes the sample release and tells its paths. */
  readonly writeSample: () => Promise<string[]>
}

export const filesHandlers = ({ chosen, files, writeSample }: FilesNeeds): Handlers<typeof api>['files'] => ({
  async describe({ refs }, { signal }) {
    const described: ChosenFile[] = []
    for (const ref of refs) {
      signal.throwIfAborted()
      described.push(await describe(ref, chosen.pathOf(ref), files))
    }
    return described
  },

  async sample() {
    const paths = await writeSample()
    return chosen.adopt(paths.map((path) => ({ path, name: displayName(path) })))
  },
})

async function describe(ref: FileRef, path: string, files: Files): Promise<ChosenFile> {
  const known = { ref, name: displayName(path), folder: dirname(path) }
  try {
    const { size } = await files.inspect(path)
    return size === 0 ? { ...known, size, problem: 'files.empty' } : { ...known, size }
  } catch (error) {
    if (error instanceof Fault) return { ...known, size: 0, problem: error.code }
    throw error
  }
}
