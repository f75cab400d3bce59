/** What costs a check some of its score, each under a name that lasts. */
import { createHash } from 'node:crypto'
import type { Finding, ProbeFinding } from '../contract/model/check.ts'
import { type Check, MAX, type Probe } from './checks/check.ts'

/** A check that is at its best, or cannot tell, has none. */
export function findingsOf(check: Check, score: number, probes: readonly ProbeFinding[]): Finding[] {
  if (score < 0 || score === MAX) return []
  const seen = new Map<string, number>()
  return weakIn(check, probes).map(({ found, probe: { help, fix, about } }) => {
    const words = wordsOf(check, found)
    const ordinal = seen.get(words) ?? 0
    seen.set(words, ordinal + 1)
    const subject = about?.(found)
    const name = typeof fix === 'function' ? fix(found) : fix
    return {
      id: createHash('sha256').update(`${words}\0${ordinal}`).digest('hex').slice(0, 16),
      probe: found.probe,
      message: found.message,
      ...(found.at ? { at: found.at } : {}),
      ...(subject === undefined ? {} : { about: subject }),
      help,
      ...(name === undefined ? {} : { fix: name }),
    }
  })
}

/** Answers of probes that ask for something, and cost something. */
export const weakIn = (
  { probes: known }: Pick<Check, 'probes'>,
  found: readonly ProbeFinding[],
): { readonly found: ProbeFinding; readonly probe: Probe }[] =>
  found.flatMap((one) => {
    const probe = known[one.probe]
    return probe && one.outcome === probe.bad && !isFree(probe, one) ? [{ found: one, probe }] : []
  })

const isFree = ({ isFree: free }: Probe, found: ProbeFinding): boolean =>
  typeof free === 'function' ? free(found) : free === true

/** Never the line: what stands above a place may change. Without its words, what is said of it stands for them. */
const wordsOf = ({ id }: Check, { probe, message, at }: ProbeFinding): string =>
  [id, probe, at?.path ?? '', (at?.snippet ?? message).replace(/\s+/g, ' ').trim()].join('\0')
