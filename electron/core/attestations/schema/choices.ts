/** The keywords of JSON Schema that put schemas together. */
import {
  type Context,
  type Finding,
  type Findings,
  findings,
  type Keyword,
  MOST_FINDINGS,
  type Place,
  type Rule,
} from './rule.ts'

interface Branch {
  readonly at: Place
  readonly own: Findings
}

function tryOut(rule: Rule, value: unknown, at: Place): Branch {
  const own = findings()
  rule(value, at, own)
  return { at, own }
}

function adopt(into: Findings, { own }: Branch): void {
  for (const name of own.seen) into.seen.add(name)
}

/** The finding that says that the branch is about another sort of value. */
const isOther = (at: Place, { at: { depth }, otherUpTo }: Finding): boolean =>
  otherUpTo !== undefined && depth <= at.depth + otherUpTo

/** How far the value is from what the branch is about: deep findings say that the rest was right. */
const distance = ({ at, own }: Branch): number =>
  own.found.reduce((sum, { at: { depth } }) => sum + (depth > at.depth + 1 ? 0.5 / MOST_FINDINGS : 1), 0)

/** Nothing fits: tells of the branch that was most likely meant. */
function reportNearest(branches: readonly Branch[], at: Place, into: Findings): void {
  const meant = branches.filter(({ own }) => !own.found.some((finding) => isOther(at, finding)))
  const [nearest] = meant.map((branch) => ({ branch, far: distance(branch) })).sort((a, b) => a.far - b.far)
  if (nearest) nearest.branch.own.found.forEach(into.add)
  else if (branches.length === 1) branches[0]?.own.found.forEach(into.add)
  else {
    const other = branches.flatMap(({ own }) => own.found).find((finding) => isOther(at, finding))
    into.report(other?.at ?? at, 'is none of what is allowed here', 1)
  }
}

const rulesOf = (argument: unknown, { compile }: Context): readonly Rule[] =>
  Array.isArray(argument) ? argument.map(compile) : []

const allOf: Keyword = (argument, context) => {
  const rules = rulesOf(argument, context)
  return (value, at, into) => {
    for (const rule of rules) {
      const known = into.found.length
      rule(value, at, into)
      // What is of another sort fails anyhow. A choice of a hundred classes is ten times as fast for it.
      if (into.found.slice(known).some((finding) => isOther(at, finding))) return
    }
  }
}

const anyOf: Keyword = (argument, context) => {
  const rules = rulesOf(argument, context)
  return (value, at, into) => {
    const branches = rules.map((rule) => tryOut(rule, value, at))
    const fitting = branches.filter(({ own }) => own.found.length === 0)
    for (const branch of fitting) adopt(into, branch)
    if (fitting.length === 0) reportNearest(branches, at, into)
  }
}

const oneOf: Keyword = (argument, context) => {
  const rules = rulesOf(argument, context)
  return (value, at, into) => {
    const branches = rules.map((rule) => tryOut(rule, value, at))
    const fitting = branches.filter(({ own }) => own.found.length === 0)
    if (fitting.length > 1) into.report(at, 'has parts that exclude each other')
    else if (fitting[0]) adopt(into, fitting[0])
    else reportNearest(branches, at, into)
  }
}

const not: Keyword = (argument, { compile }) => {
  const rule = compile(argument)
  return (value, at, into) => {
    if (tryOut(rule, value, at).own.found.length === 0) into.report(at, 'is not allowed')
  }
}

const when: Keyword = (argument, { schema, compile }) => {
  const condition = compile(argument)
  const yes = compile(schema.then ?? true)
  const no = compile(schema.else ?? true)
  return (value, at, into) => {
    const branch = tryOut(condition, value, at)
    const holds = branch.own.found.length === 0
    if (holds) adopt(into, branch)
    const rule = holds ? yes : no
    rule(value, at, into)
  }
}

/** Read together with `if`. */
const silent: Keyword = () => () => undefined

export const choices: readonly (readonly [string, Keyword])[] = [
  ['allOf', allOf],
  ['anyOf', anyOf],
  ['oneOf', oneOf],
  ['not', not],
  ['if', when],
  ['then', silent],
  ['else', silent],
]
