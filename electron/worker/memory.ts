/** What was made of the files of the project that was last looked at, for as long as they stay the same. */
import type { Remember } from '../core/facts/fact.ts'
import type { Tree } from '../core/ports.ts'

interface Made {
  readonly stamp: string
  readonly values: Map<string, unknown>
}

export interface Memory {
  /** `changed`: no other file is another one than the last time. Missing where that is to be found out. */
  during(tree: Tree, changed?: ReadonlySet<string>): Remember
  /** Of the last run that came to its end. */
  tree(): Tree | undefined
  /** A run came to its end: forgets files that it did not ask about. */
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
  let [now, last]: (Tree | undefined)[] = []

  /** Each file is looked at once in a run. */
  function madeOf(tree: Tree, path: string, changed: ReadonlySet<string> | undefined): Made {
    const known = seen.get(path)
    if (known) return known
    const before = files.get(path)
    const stamp = before && changed && !changed.has(path) ? before.stamp : stampOf(tree, path)
    const made = before && stamp !== '' && before.stamp === stamp ? before : { stamp, values: new Map() }
    seen.set(path, made)
    return made
  }

  return {
    during(tree, changed) {
      seen = new Map()
      now = tree
      last = undefined
      return <T>(key: string, path: string, make: () => T): T => {
        const { values } = madeOf(tree, path, changed)
        if (values.has(key)) return values.get(key) as T
        const value = make()
        values.set(key, value)
        return value
      }
    },
    tree: () => last,
    sweep() {
      files = seen
      seen = new Map()
      last = now
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
