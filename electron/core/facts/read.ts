/** Files of a tree as text. What cannot be read keeps a check from telling, and says why. */
import type { Tree } from '../ports.ts'
import { Unknown } from './fact.ts'

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Nobody writes more by hand; a parser needs many times that in memory. */
const MAX_BYTES = 4 * 1024 * 1024

/** As UTF-8; what is none becomes U+FFFD. Throws `Unknown`. */
export const textOf = (tree: Tree, path: string): string => decoder.decode(bytesOf(tree, path))

/** Throws `Unknown` for what cannot be read, or is too large to be looked at. */
export function bytesOf(tree: Tree, path: string, most = MAX_BYTES): Uint8Array {
  let bytes: Uint8Array
  try {
    bytes = tree.read(path, most + 1)
  } catch (error) {
    throw unreadable(path, error)
  }
  if (bytes.length <= most) return bytes
  throw new Unknown(`internal error: ${path} is too large`, {
    why: `${path} is larger than ${Math.round(most / 1024 / 1024)} MiB, and is not looked at.`,
    helps: 'Make it smaller, or leave it out of the project.',
  })
}

/** The first bytes. Throws `Unknown`. */
export function headOf(tree: Tree, path: string, bytes: number): Uint8Array {
  try {
    return tree.head(path, bytes)
  } catch (error) {
    throw unreadable(path, error)
  }
}

/** Undefined for a file that cannot be read, where that keeps nothing from being told. */
export function readOrNothing<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch (error) {
    // A stranger decides how deep a file is: where a parser calls itself too often, the file cannot be read.
    if (error instanceof Unknown || error instanceof RangeError) return undefined
    throw error
  }
}

/** What the system says of a file; anything else is a mistake of ours. */
function unreadable(path: string, error: unknown): Unknown {
  if (!(error instanceof Error && 'code' in error)) throw error
  const why = error.message
  return new Unknown(`internal error: error during GetFileReader: open file: openat ${path}: ${why}`, {
    why: `${path} cannot be read: ${why}.`,
    helps:
      error.code === 'ELOST'
        ? 'Look at what is in it: such files are sometimes made to keep programs busy.'
        : 'Make the file readable, or take the link out that leads out of the project.',
  })
}
