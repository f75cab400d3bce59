/** In-toto statements: which files an attestation is about, and what it says of them. */
import { fault } from '../../contract/faults.ts'
import { INVISIBLE, visible } from '../display-name.ts'
import { MAX_DEPTH, MAX_STATEMENT_BYTES } from './limits.ts'

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1'

export const STATEMENT_PAYLOAD_TYPE = 'application/vnd.in-toto+json'

/** A file that the statement is about. Whoever verifies finds it by its digest; the name is a help for people. */
export interface Subject {
  /** The file name, without folders. */
  readonly name: string
  /** Lower-case hexadecimal. */
  readonly sha256: string
}

export interface Predicate {
  /** The URI that says how to read the body. */
  readonly type: string
  /** A JSON object. */
  readonly body: unknown
}

export interface Statement {
  readonly payloadType: typeof STATEMENT_PAYLOAD_TYPE
  /** What is signed: `preview` in UTF-8, byte for byte. */
  readonly payload: Buffer
  /** The text of the statement. Nothing in it is invisible: see `visibleJson`. */
  readonly preview: string
}

/**
 * The statement (in-toto Attestation Framework, Statement v1) that says `predicate` of all `subjects`, in their order.
 * The same subjects and predicate give the same bytes. Faults: `attestation.no-subject`, `attestation.subject-name`,
 * `attestation.subject-digest`, `attestation.same-subject`, `attestation.too-deep`, `attestation.too-large`.
 */
export function makeStatement(subjects: readonly Subject[], predicate: Predicate): Statement {
  if (subjects.length === 0) throw fault('attestation.no-subject')
  const names = new Set<string>()
  for (const subject of subjects) {
    checkSubject(subject)
    if (names.has(subject.name)) throw fault('attestation.same-subject', { name: visible(subject.name) })
    names.add(subject.name)
  }
  const preview = visibleJson({
    _type: STATEMENT_TYPE,
    subject: subjects.map(({ name, sha256 }) => ({ name, digest: { sha256 } })),
    predicateType: predicate.type,
    predicate: predicate.body,
  })
  const payload = Buffer.from(preview)
  if (payload.length > MAX_STATEMENT_BYTES) throw tooLarge()
  return { payloadType: STATEMENT_PAYLOAD_TYPE, payload, preview }
}

const tooLarge = () => fault('attestation.too-large', { limit: `${MAX_STATEMENT_BYTES / 2 ** 20} MiB` })

/** Half of a surrogate pair, or U+0000: no system has a file name with either in it. */
const NOT_A_NAME = /[\p{Cs}\0/]/u

function checkSubject({ name, sha256 }: Subject): void {
  const shown = visible(name) || '“”'
  if (name === '' || name === '.' || name === '..' || NOT_A_NAME.test(name)) {
    throw fault('attestation.subject-name', { name: shown })
  }
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw fault('attestation.subject-digest', { name: shown })
}

/**
 * JSON for people, with every character that does not show itself as its escape (`\u202e`). So the text that a person
 * reads and the text that is signed are the same, and nothing in it reorders or hides a part. Fault:
 * `attestation.too-deep`.
 */
export function visibleJson(value: unknown): string {
  let text: string
  try {
    text = JSON.stringify(value, null, 2)
  } catch (cause) {
    // The stack of JSON.stringify ends long after the limit that predicate files are held to.
    if (cause instanceof RangeError) throw fault('attestation.too-deep', { limit: String(MAX_DEPTH) }, { cause })
    throw cause
  }
  // Line feeds stay: inside of strings they are escaped already, so each one left is layout.
  return text.replace(INVISIBLE, (character) => (character === '\n' ? character : escaped(character)))
}

function escaped(character: string): string {
  let escapes = ''
  for (let unit = 0; unit < character.length; unit++) {
    escapes += `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`
  }
  return escapes
}
