/** Holds a document to a published schema, and says in one sentence where it does not fit. */
import { fault } from '../../../contract/faults.ts'
import type { JsonObject } from '../predicate-json.ts'
import { type Problem, schemaChecker } from './json-schema.ts'
import { MOST_FINDINGS } from './rule.ts'

/** A schema file of `resources/schemas/`, loaded when it is first needed. */
export type SchemaFile = () => Promise<{ readonly default: unknown }>

export interface SchemaSet {
  readonly root: SchemaFile
  /** What the root refers to, by the name that it uses. */
  readonly others?: Readonly<Record<string, SchemaFile>>
}

type Check = (document: unknown) => readonly Problem[]

const loaded = new Map<SchemaSet, Promise<Check>>()

/** Fault: `attestation.does-not-fit`. */
export async function checkFit(body: JsonObject, set: SchemaSet, format: string): Promise<void> {
  const check = loaded.get(set) ?? load(set)
  loaded.set(set, check)
  const problems = (await check)(body)
  if (problems.length > 0) throw doesNotFit(format, problems)
}

async function load({ root, others = {} }: SchemaSet): Promise<Check> {
  const entries = Object.entries(others).map(async ([name, file]) => [name, await read(file)] as const)
  return schemaChecker(await read(root), new Map(await Promise.all(entries)))
}

// Our own file, checked when it was made (build/refresh-schemas.mjs).
const read = async (file: SchemaFile): Promise<JsonObject> => (await file()).default as JsonObject

/** The fault that names the first few problems. */
export function doesNotFit(format: string, problems: readonly Problem[]) {
  const first = problems.slice(0, 3).map(({ path, says }) => `${path || 'The document'} ${says}`)
  const more = problems.length - first.length
  const others = problems.length < MOST_FINDINGS ? String(more) : 'many'
  const sentence = first.join('; ') + (more > 0 ? `; and ${others} more` : '')
  return fault('attestation.does-not-fit', { format, problems: sentence })
}
