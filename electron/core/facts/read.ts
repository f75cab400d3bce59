/** Files of a tree as text. What cannot be read keeps a check from telling, and says why. */
import type { Tree } from '../ports.ts'
import { Unknown } from './fact.ts'

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** As UTF-8; what is none becomes U+FFFD. Throws `Unknown`. */
export const textOf = (tree: Tree, path: string): string => decoder.decode(bytesOf(tree, path))

/** Throws `Unknown`. */
export function bytesOf(tree: Tree, path: string): Uint8Array {
  try {
    return tree.read(path)
  } catch (error) {
    throw unreadable(path, error)
  }
}

/** The first bytes. Throws `Unknown`. */
export function headOf(tree: Tree, path: string, bytes: number): Uint8Array {
  try {
    return tree.head(path, bytes)
  } catch (error) {
    throw unreadable(path, error)
  }
}

function unreadable(path: string, error: unknown): Unknown {
  const why = error instanceof Error ? error.message : String(error)
  return new Unknown(`internal error: error during GetFileReader: open file: openat ${path}: ${why}`, {
    why: `${path} cannot be read: ${why}.`,
    helps: 'Make the file readable, or take the link out that leads out of the project.',
  })
}
