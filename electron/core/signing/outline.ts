/** A session in outline: what a list of many shows and searches, without the records themselves. */
import type { Hallmark } from '../../contract/model/hallmark.ts'
import type { Instance } from '../../contract/model/instance.ts'
import type { SessionId, SessionKind } from '../../contract/model/session.ts'
import { type StopPoint, stopPoint } from './going-on.ts'
import type { Journaled } from './journal.ts'
import { hallmarkOf, instanceOf } from './outcome.ts'
import { isSaved } from './session-state.ts'

export interface Outline {
  readonly id: SessionId
  readonly kind: SessionKind
  readonly title: string
  /** When it was begun, ISO 8601. */
  readonly at: string
  readonly instance: Instance
  readonly files: number
  readonly signed: number
  readonly hallmark: Hallmark | null
  /** Whether its last run came to an end, good or bad. */
  readonly hasEnded: boolean
  readonly stop: StopPoint | undefined
  /** Title, files, digests, identity and instance, in lower case, a line each. */
  readonly text: string
}

export function outlineOf({ head, state, endedAt }: Journaled): Outline {
  const identity = state.once.consent?.identity
  const words = [head.title, head.instance.title, identity?.name ?? '', identity?.issuer ?? '']
  for (const [i, { name }] of state.artifacts.entries()) words.push(name, state.perFile[i]?.digest?.sha256 ?? '')
  return {
    id: head.id,
    kind: head.session,
    title: head.title,
    at: head.at,
    instance: instanceOf(head),
    files: state.artifacts.length,
    signed: state.artifacts.filter((_, i) => isSaved(state, i)).length,
    hallmark: hallmarkOf(state, head.instance),
    hasEnded: endedAt !== undefined,
    stop: stopPoint(state),
    text: words.join('\n').toLowerCase(),
  }
}

/**
 * What is looked for, as words that must all occur. A digest may be written as the window shows it, in groups, or with
 * `sha256:` before it.
 */
export function searchWords(search: string): string[] {
  const sought = search.trim().toLowerCase()
  const digest = sought.replace(/^sha256:/, '').replace(/\s+/g, '')
  if (/^[0-9a-f]{8,64}$/.test(digest) && (digest.length > 8 || /\d/.test(digest))) return [digest]
  return sought.split(/\s+/).filter((word) => word !== '')
}
