/** A bundle as it stands in its file. */
import type { Bundle as SerializedBundle } from 'sigstore'
import { Fault } from '../../contract/faults.ts'
import type { Files } from '../ports.ts'

export const bundleText = (json: SerializedBundle): string => `${JSON.stringify(json)}\n`

/** Whether a file holds exactly this text. Whatever cannot be looked at holds something else. */
export async function holds(path: string, text: string, files: Files): Promise<boolean> {
  try {
    const expected = Buffer.from(text)
    const { size } = await files.inspect(path)
    const bytes = size === expected.length ? await files.read(path, size) : undefined
    return bytes !== undefined && expected.equals(bytes)
  } catch (error) {
    if (error instanceof Fault) return false
    throw error
  }
}
