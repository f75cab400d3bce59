/** What an attestation says: an in-toto statement (in-toto/attestation, spec/v1/statement.md; and v0.1 before it). */
import { z } from 'zod'
import { visible } from '../display-name.ts'
import { orReject, reject } from './reasons.ts'

export interface Statement {
  readonly predicateType: string
  /** At least one. Their names are hints by the signer: an artifact is matched by its digest alone. */
  readonly subjects: readonly Subject[]
  /** Parsed JSON of the signer's making. */
  readonly predicate: unknown
  /** The very bytes that were signed. */
  readonly payload: Uint8Array
}

interface Subject {
  /** Any text: to be shown only as `visible` makes it. */
  readonly name: string
  /** Lower-case hexadecimal, as the next; missing where the signer named the artifact by digests of other kinds. */
  readonly sha256?: string
  /** npm names packages by it alone. */
  readonly sha512?: string
}

/** Of an artifact, lower-case hexadecimal. */
export interface ArtifactDigests {
  readonly sha256?: string | undefined
  /** Needed for statements that name the artifact by it alone. */
  readonly sha512?: string | undefined
}

const isHex = (text: string | undefined, digits: number): boolean =>
  text === undefined || (text.length === digits && /^[0-9a-f]+$/i.test(text))

// Unknown fields are ignored, as the specification demands.
const StatementForm = z.object({
  _type: z.enum(['https://in-toto.io/Statement/v0.1', 'https://in-toto.io/Statement/v1'], 'is of no known version'),
  subject: z
    .array(
      z.object(
        {
          name: z.string('is not text').nullish(),
          digest: z
            .record(z.string(), z.string('is not text'), 'is missing')
            .refine((digests) => Object.keys(digests).length > 0, 'is empty')
            .refine(({ sha256 }) => isHex(sha256, 64), 'holds a SHA-256 that is none')
            .refine(({ sha512 }) => isHex(sha512, 128), 'holds a SHA-512 that is none'),
        },
        'is not an object',
      ),
      'is missing',
    )
    .min(1, 'is empty'),
  // A URI has no other characters, and none that could play tricks where it is shown.
  predicateType: z.string('is missing').regex(/^[\x21-\x7e]+$/, 'is not a URI'),
  predicate: z.unknown().optional(),
})

/** Reads a statement without judging what it says. */
export function readStatement(payload: Uint8Array): Statement {
  const json: unknown = orReject('statement-unreadable', 'The payload is not JSON.', () =>
    JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(payload)),
  )
  const form = StatementForm.safeParse(json)
  if (!form.success) {
    const [issue] = form.error.issues
    const path = issue?.path.join('.') ?? ''
    throw reject('statement-unreadable', path === '' ? undefined : `The field ${visible(path)} ${issue?.message}.`)
  }
  const { subject, predicateType, predicate } = form.data
  return { predicateType, subjects: subject.map(subjectFrom), predicate, payload }
}

function subjectFrom({ name, digest: { sha256, sha512 } }: z.infer<typeof StatementForm>['subject'][number]): Subject {
  return {
    name: name ?? '',
    ...(sha256 === undefined ? {} : { sha256: sha256.toLowerCase() }),
    ...(sha512 === undefined ? {} : { sha512: sha512.toLowerCase() }),
  }
}

/** Whether some subject is named by SHA-512, and not by SHA-256. */
export const needsSha512 = ({ subjects }: Statement): boolean =>
  subjects.some(({ sha256, sha512 }) => sha256 === undefined && sha512 !== undefined)

/** Rejects a statement that is not about this artifact. Returns the kind of digest by which it is. */
export function checkSubjects({ subjects }: Statement, digests: ArtifactDigests): keyof ArtifactDigests {
  for (const subject of subjects) {
    const named = KINDS.filter((kind) => subject[kind] !== undefined && digests[kind] !== undefined)
    const [first] = named
    // Where there are two, one that is wrong is one too many.
    if (first && named.every((kind) => subject[kind] === digests[kind]?.toLowerCase())) return first
  }
  throw reject('subject-mismatch', `The attestation is about ${namesOf(subjects)}, and not about this artifact.`)
}

const KINDS = ['sha256', 'sha512'] as const

/** Rejects what is no statement of this very type; `undefined` stands for a signature over a file. */
export function checkPredicateType(statement: Statement | undefined, expected: string): void {
  if (statement?.predicateType === expected) return
  const found = statement ? `an attestation of the type ${shown(statement.predicateType)}` : 'a signature over a file'
  throw reject('predicate-type-mismatch', `The bundle holds ${found}; expected was the type ${shown(expected)}.`)
}

const MOST_NAMES = 3
const MOST_LETTERS = 200

function namesOf(subjects: readonly Subject[]): string {
  const names = subjects.slice(0, MOST_NAMES).map(({ name }) => shown(name === '' ? 'something without a name' : name))
  const more = subjects.length - names.length
  return more === 0 ? names.join(', ') : `${names.join(', ')} and ${more} more`
}

const shown = (text: string): string => visible(text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text)
