/** The files of the clone that a rule looks at. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')

export const readText = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

export const readJson = <T>(path: string): T => JSON.parse(readText(path)) as T

/** Every file in these folders whose name ends so, but for the wrong ones that are there on purpose. */
export function filesIn(folders: readonly string[], ending: RegExp): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
    )
    .map((path) => path.split(sep).join('/'))
    .filter((path) => ending.test(path) && !path.startsWith('test/architecture/violations/'))
    .sort()
}
