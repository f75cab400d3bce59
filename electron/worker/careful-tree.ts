/** A tree of which each file is told before it is read, and some are not read at all. */
import type { Tree } from '../core/ports.ts'

/** `closed` are files with which a worker was lost. */
export function carefulTree(tree: Tree, closed: ReadonlySet<string>, told: (path: string) => void): Tree {
  const open = <T>(path: string, act: () => T): T => {
    if (closed.has(path)) throw Object.assign(new Error('whoever reads it does not come back'), { code: 'ELOST' })
    told(path)
    return act()
  }
  return {
    ...tree,
    head: (path, bytes) => open(path, () => tree.head(path, bytes)),
    read: (path, most) => open(path, () => tree.read(path, most)),
  }
}
