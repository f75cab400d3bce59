import { parsed } from './evidence/bundles-in.ts'
import { readTrust, type Trust } from './trust.ts'

/** Reading costs as much as verifying, and a root is used for many files. */
const known = new Map<string, Trust>()
const MOST_KNOWN = 8

/** A trusted root from its text; the same text is read once. Never throws. */
export function trustFrom(text: string): Trust {
  const before = known.get(text)
  if (before) return before
  const trust = readTrust(parsed(text))
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(text, trust)
  return trust
}
