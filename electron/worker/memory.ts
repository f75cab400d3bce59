/** What was made of the files of the project that was last looked at, for as long as they stay the same. */
import type { Remember } from '../core/facts/fact.ts'
import type { Tree } from '../core/ports.ts'

interface Made {
  readonly stamp: string
  readonly values: Map<string, unknown>
}

export interface Memory {
  during(tree: Tree): Remember
  /** Forgets files that were not asked about since the last time. */
  sweep(): void
}

let last: { readonly root: string; readonly memory: Memory } | undefined

/** One project at a time: another one takes its place. */
export function memoryOf(root: string): Memory {
  if (last?.root !== root) last = { root, memory: createMemory() }
  return last.memory
}

export function createMemory(): Memory {
  let files = new Map<string, Made>()
  let seen = new Map<string, Made>()

  /** Each file is looked at once in a run. */
  function madeOf(tree: Tree, path: string): Made {
    const now = seen.get(path)
    if (now) return now
    const stamp = stampOf(tree, path)
    const before = files.get(path)
    const made = before && stamp !== '' && before.stamp === stamp ? before : { stamp, values: new Map() }
    seen.set(path, made)
    return made
  }

  return {
    during(tree) {
      seen = new Map()
      return <T>(key: string, path: string, make: () => T): T => {
        const { values } = madeOf(tree, path)
        if (values.has(key)) return values.get(key) as T
        const value = make()
        values.set(key, value)
        return value
      }
    },
    sweep() {
      files = seen
      seen = new Map()
    },
  }
}

/** A file that cannot be looked at is read anew, and tells by itself what is wrong. */
function stampOf(tree: Tree, path: string): string {
  try {
    return tree.stamp(path)
  } catch {
    return ''
  }
}
