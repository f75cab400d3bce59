/** JSON Schema, as far as the schemas in `resources/schemas/` use it. No code is made from a schema. */
import type { JsonObject } from '../predicate-json.ts'
import { isObject } from '../predicate-json.ts'
import { keywords } from './keywords.ts'
import { findings, type Place, pathOf, type Rule } from './rule.ts'

/** What a document breaks, and where: `components[3].name`, empty for the whole document. */
export interface Problem {
  readonly path: string
  readonly says: string
}

/** Says nothing about a document: names of schemas and what they are written in. */
const SILENT = new Set(['$schema', '$id', '$defs', 'definitions'])

/**
 * Makes a checker of a schema (drafts 7, 2019-09 and 2020-12). `others` are the schemas that it refers to, by file
 * name. A keyword that this checker does not know is a bug and throws: a rule is never skipped in silence.
 */
export function schemaChecker(
  root: JsonObject,
  others: ReadonlyMap<string, JsonObject> = new Map(),
): (document: unknown) => readonly Problem[] {
  const compiled = new Map<unknown, Rule>()

  function compile(schema: unknown, home: JsonObject): Rule {
    if (schema === true) return () => undefined
    if (schema === false) return (_, at, into) => into.report(at, 'is not allowed')
    if (!isObject(schema)) throw new TypeError('A schema is an object or a boolean')
    const known = compiled.get(schema)
    if (known) return known
    const rules: Rule[] = []
    const rule: Rule = (value, at, into) => {
      for (const each of rules) each(value, at, into)
    }
    // Set before the parts are compiled, so that a schema may refer to itself.
    compiled.set(schema, rule)
    const context = { schema, compile: (part: unknown) => compile(part, home) }
    const alone = '$ref' in schema && String(home.$schema).includes('draft-07')
    for (const [keyword, argument] of inOrder(schema)) {
      if (keyword === '$ref') rules.push(resolve(String(argument), home))
      // In draft 7 nothing beside a reference counts (JSON Schema Core, draft 7, section 8.3).
      else if (alone || SILENT.has(keyword)) continue
      else {
        const make = keywords.get(keyword)
        if (!make) throw new TypeError(`Unknown keyword ${keyword}`)
        rules.push(make(argument, context))
      }
    }
    return rule
  }

  function resolve(reference: string, home: JsonObject): Rule {
    const [file = '', pointer = ''] = reference.split('#')
    const target = file === '' ? home : others.get(file)
    let schema: unknown = target
    for (const part of pointer.split('/').slice(1)) {
      const key = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')
      schema = isObject(schema) && Object.hasOwn(schema, key) ? schema[key] : undefined
    }
    if (!target || schema === undefined) throw new TypeError(`Nothing is at ${reference}`)
    return compile(schema, target)
  }

  const check = compile(root, root)
  return (document) => {
    const into = findings()
    const top: Place = { parent: undefined, key: '', depth: 0 }
    check(document, top, into)
    return into.found.map(({ at, says }) => ({ path: pathOf(at), says }))
  }
}

/** `unevaluatedProperties` looks at what the keywords beside it have seen, so it comes last. */
const inOrder = (schema: JsonObject): [string, unknown][] =>
  Object.entries(schema).sort(
    ([a], [b]) => Number(a === 'unevaluatedProperties') - Number(b === 'unevaluatedProperties'),
  )
