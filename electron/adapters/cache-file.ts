/** What others said, in a file of the cache. It may go at any time: what cannot be read was never said. */
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { z } from 'zod'
import { readIfPresent, writeAtomic } from './practice/atomic-file.ts'

export interface CacheFile<T> {
  load(): Promise<T>
  /** What cannot be written is known for as long as this run lasts. */
  keep(value: T): Promise<void>
}

export function cacheFile<T>(dataFolder: string, name: string, shape: z.ZodType<T>, empty: T): CacheFile<T> {
  const path = join(dataFolder, 'cache', name)
  let unwritten: T | undefined

  async function write(value: T): Promise<void> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await writeAtomic(path, JSON.stringify(value), 0o600)
  }

  return {
    async load() {
      if (unwritten !== undefined) return unwritten
      const bytes = await readIfPresent(path).catch(() => undefined)
      return shape.safeParse(parsed(bytes)).data ?? empty
    },
    async keep(value) {
      unwritten = await write(value).then(
        () => undefined,
        () => value,
      )
    },
  }
}

function parsed(bytes: Uint8Array | undefined): unknown {
  try {
    return bytes && JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}
