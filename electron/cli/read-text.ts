import { resolve } from 'node:path'
import { createFiles } from '../adapters/files.ts'
import { fault } from '../contract/faults.ts'
import { displayName } from '../core/display-name.ts'

/** A small text file that was named on the command line. Faults: `files.*`. */
export async function readText(path: string, maxBytes: number): Promise<string> {
  const bytes = await createFiles().read(resolve(path), maxBytes)
  if (!bytes) throw fault('files.not-found', { name: displayName(path) })
  return new TextDecoder().decode(bytes)
}
