/** What the keywords of a schema share: where a value stands, and what was found there. */
import { visible } from '../../display-name.ts'
import type { JsonObject } from '../predicate-json.ts'

/** Where a value stands in its document. */
export interface Place {
  readonly parent: Place | undefined
  readonly key: string | number
  readonly depth: number
}

export interface Finding {
  readonly at: Place
  readonly says: string
  /**
   * Set where the value is of another sort than the schema is about, so that in a choice another branch is meant:
   * of the value itself (0), or also of the object around it (1), as a constant `type` is.
   */
  readonly otherUpTo: number | undefined
}

export interface Findings {
  readonly found: Finding[]
  /** Properties of the object under check that some keyword has looked at (JSON Schema, annotations). */
  readonly seen: Set<string>
  add(finding: Finding): void
  report(at: Place, says: string, otherUpTo?: number): void
}

/** Checks a value. What is wrong goes into the findings; it never throws. */
export type Rule = (value: unknown, at: Place, into: Findings) => void

export interface Context {
  /** The schema that the keyword stands in. */
  readonly schema: JsonObject
  readonly compile: (schema: unknown) => Rule
}

export type Keyword = (argument: unknown, context: Context) => Rule

/** More findings than this are not counted: they are no help to anybody. */
export const MOST_FINDINGS = 1000

export function findings(): Findings {
  const found: Finding[] = []
  const add = (finding: Finding): void => {
    if (found.length < MOST_FINDINGS) found.push(finding)
  }
  return { found, seen: new Set(), add, report: (at, says, otherUpTo) => add({ at, says, otherUpTo }) }
}

export const inside = (parent: Place, key: string | number): Place => ({ parent, key, depth: parent.depth + 1 })

/** Checks a part of the value: its properties are not those of the value. */
export function checkPart(rule: Rule, part: unknown, at: Place, into: Findings): void {
  const own = findings()
  rule(part, at, own)
  own.found.forEach(into.add)
}

/** `components[3].name`, made visible. */
export function pathOf(at: Place): string {
  const keys: (string | number)[] = []
  for (let place = at; place.parent; place = place.parent) keys.unshift(place.key)
  const path = keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${visible(key).slice(0, 60)}`)).join('')
  return path.startsWith('.') ? path.slice(1) : path
}
