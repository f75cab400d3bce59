/** What lock files name, and how their texts are read. Anything that is no such file names nothing, and says so by `undefined`. */
import { parse, TomlError } from 'smol-toml'

/** A package with the version that would be installed. */
export interface Locked {
  readonly name: string
  readonly version: string
}

export type ReadLock = (text: string) => readonly Locked[] | undefined

export function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function toml(text: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    if (error instanceof TomlError) return undefined
    throw error
  }
}
