/** The keywords of JSON Schema that say something about one value and its parts. One row for each. */
import { visible } from '../../display-name.ts'
import { isObject, type JsonObject } from '../predicate-json.ts'
import { choices } from './choices.ts'
import { formats } from './formats.ts'
import { checkPart, inside, type Keyword, MOST_FINDINGS, type Rule } from './rule.ts'

const isText = (value: unknown): value is string => typeof value === 'string'
const isNumber = (value: unknown): value is number => typeof value === 'number'
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)
const asList = (value: unknown): readonly unknown[] => (isList(value) ? value : [value])
const asObject = (value: unknown): JsonObject => (isObject(value) ? value : {})

const typeOf = (value: unknown): string => (value === null ? 'null' : isList(value) ? 'array' : typeof value)

const TYPES: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  null: 'null',
  number: 'a number',
  object: 'an object',
  string: 'a text',
}

/** One text for each JSON value: keys in order. Two values are equal when their texts are. */
function canonical(value: unknown): string {
  if (isList(value)) return `[${value.map(canonical).join()}]`
  if (!isObject(value)) return JSON.stringify(value)
  const parts = Object.keys(value).sort()
  return `{${parts.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`
}

const shown = (values: readonly unknown[]): string => {
  const first = values.slice(0, 6).map((value) => visible(JSON.stringify(value)))
  return values.length > first.length
    ? `${first.join(', ')} and ${values.length - first.length} more`
    : first.join(', ')
}

/** A rule for values of one sort: others are none of its business. */
const only =
  <T>(is: (value: unknown) => value is T, rule: (value: T, ...rest: Tail<Parameters<Rule>>) => void): Rule =>
  (value, at, into) => {
    if (is(value)) rule(value, at, into)
  }

type Tail<List extends readonly unknown[]> = List extends readonly [unknown, ...infer Rest] ? Rest : never

const limit =
  <T>(is: (value: unknown) => value is T, says: string, breaks: (value: T, bound: number) => boolean): Keyword =>
  (bound) =>
    only(is, (value, at, into) => {
      if (breaks(value, Number(bound))) into.report(at, `${says} ${bound}`)
    })

const oneOfValues = (allowed: readonly unknown[]): Rule => {
  const texts = new Set(allowed.map(canonical))
  const says = allowed.length === 1 ? `has to be ${shown(allowed)}` : `is not one of ${shown(allowed)}`
  return (value, at, into) => {
    if (!texts.has(canonical(value))) into.report(at, says, allowed.length === 1 ? 1 : undefined)
  }
}

const type: Keyword = (argument) => {
  const allowed = asList(argument).map(String)
  const says = `has to be ${allowed.map((name) => TYPES[name] ?? name).join(' or ')}`
  return (value, at, into) => {
    const actual = typeOf(value)
    const fits = allowed.some((name) => name === actual || (name === 'integer' && Number.isInteger(value)))
    if (!fits) into.report(at, says, 0)
  }
}

const required: Keyword = (argument) =>
  only(isObject, (value, at, into) => {
    for (const name of asList(argument).map(String)) {
      if (!Object.hasOwn(value, name)) into.report(inside(at, name), 'is missing')
    }
  })

const properties: Keyword = (argument, { compile }) => {
  const rules = new Map(Object.entries(asObject(argument)).map(([name, schema]) => [name, compile(schema)]))
  return only(isObject, (value, at, into) => {
    for (const name of Object.keys(value)) {
      const rule = rules.get(name)
      if (!rule) continue
      into.seen.add(name)
      checkPart(rule, value[name], inside(at, name), into)
    }
  })
}

const patternProperties: Keyword = (argument, { compile }) => {
  const rules = Object.entries(asObject(argument)).map(
    ([name, part]) => [new RegExp(name, 'u'), compile(part)] as const,
  )
  return only(isObject, (value, at, into) => {
    for (const name of Object.keys(value)) {
      for (const [pattern, rule] of rules) {
        if (!pattern.test(name)) continue
        into.seen.add(name)
        checkPart(rule, value[name], inside(at, name), into)
      }
    }
  })
}

function rest(rule: Rule, isRest: (name: string) => boolean): Rule {
  return only(isObject, (value, at, into) => {
    for (const name of Object.keys(value)) {
      if (!isRest(name)) continue
      into.seen.add(name)
      checkPart(rule, value[name], inside(at, name), into)
    }
  })
}

const additionalProperties: Keyword = (argument, { schema, compile }) => {
  const names = new Set(Object.keys(asObject(schema.properties)))
  const patterns = Object.keys(asObject(schema.patternProperties)).map((pattern) => new RegExp(pattern, 'u'))
  return rest(compile(argument), (name) => !names.has(name) && !patterns.some((pattern) => pattern.test(name)))
}

const unevaluatedProperties: Keyword = (argument, { compile }) => {
  const rule = compile(argument)
  return (value, at, into) => {
    // What failed has seen nothing, and each of its properties would be reported once more.
    if (into.found.length > 0) return
    const { seen } = into
    rest(rule, (name) => !seen.has(name))(value, at, into)
  }
}

const items: Keyword = (argument, { schema, compile }) => {
  const first = isList(argument) ? argument.map(compile) : []
  const others = compile(isList(argument) ? (schema.additionalItems ?? true) : argument)
  return only(isList, (list, at, into) => {
    for (const [index, item] of list.entries()) {
      if (into.found.length >= MOST_FINDINGS) return
      checkPart(first[index] ?? others, item, inside(at, index), into)
    }
  })
}

const uniqueItems: Keyword = (isWanted) =>
  only(isList, (list, at, into) => {
    const texts = new Set<string>()
    for (const [index, item] of isWanted === true ? list.entries() : []) {
      const text = canonical(item)
      if (texts.has(text)) into.report(inside(at, index), 'is in its list twice')
      texts.add(text)
    }
  })

const pattern: Keyword = (argument) => {
  const wanted = new RegExp(String(argument), 'u')
  return only(isText, (text, at, into) => {
    if (!wanted.test(text)) into.report(at, 'is not written as it has to be')
  })
}

const format: Keyword = (argument) => {
  const known = formats.get(String(argument))
  if (!known) throw new TypeError(`Unknown format ${argument}`)
  return only(isText, (text, at, into) => {
    if (!known.fits(text)) into.report(at, `is not ${known.name}`)
  })
}

const isLonger = (text: string, bound: number) => text.length > bound && [...text].length > bound

export const keywords: ReadonlyMap<string, Keyword> = new Map<string, Keyword>([
  ['type', type],
  ['const', (value) => oneOfValues([value])],
  ['enum', (values) => oneOfValues(asList(values))],
  ['required', required],
  ['properties', properties],
  ['patternProperties', patternProperties],
  ['additionalProperties', additionalProperties],
  ['unevaluatedProperties', unevaluatedProperties],
  ['items', items],
  // Read together with `items`; beside one schema for all items it says nothing.
  ['additionalItems', () => () => undefined],
  ['uniqueItems', uniqueItems],
  ['minItems', limit(isList, 'has fewer items than', (list, bound) => list.length < bound)],
  ['maxItems', limit(isList, 'has more items than', (list, bound) => list.length > bound)],
  ['minLength', limit(isText, 'is shorter than', (text, bound) => !isLonger(text, bound - 1))],
  ['maxLength', limit(isText, 'is longer than', isLonger)],
  ['minimum', limit(isNumber, 'is less than', (value, bound) => value < bound)],
  ['maximum', limit(isNumber, 'is more than', (value, bound) => value > bound)],
  ['pattern', pattern],
  ['format', format],
  ...choices,
])
