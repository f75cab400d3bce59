/** The bundles in a file: one as JSON, or several as JSON lines (GitHub's and SLSA's `.jsonl`). */
import type { Files } from '../../ports.ts'
import type { BundleEvidence } from './source.ts'

/** Far more than any bundle has. */
const MAX_BYTES = 64 * 1024 * 1024
/** Far more bundles than anybody puts into a file. */
const MOST_LINES = 1000

/** Empty where there is no such file. Faults: `files.*`. */
export async function bundlesIn(path: string, files: Pick<Files, 'read'>): Promise<BundleEvidence[]> {
  const bytes = await files.read(path, MAX_BYTES)
  return bytes
    ? parseBundles(new TextDecoder().decode(bytes)).map((bundle) => ({ kind: 'bundle', from: path, bundle }))
    : []
}

/** What is neither stays as one piece of evidence that cannot be read: it is there, and is not to be passed over. */
export function parseBundles(text: string): unknown[] {
  const whole = parsed(text)
  if (whole !== undefined) return [whole]
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.length > 1 && lines.length <= MOST_LINES ? lines.map(parsed) : [undefined]
}

/** JSON; undefined where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
