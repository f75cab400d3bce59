/** A workflow of GitHub Actions, as far as checks look at it: read as actionlint 1.7.9 reads it, which complains and goes on. */
import { readYaml, type Text, type YamlFailure, type YamlNode } from './yaml-nodes.ts'

export interface Scope {
  /** In lower case. */
  readonly name: string
  readonly value: Text
}

/** `all` is a text for all scopes, as `read-all`; it may be empty. */
export interface Permissions {
  readonly all?: Text
  readonly scopes: readonly Scope[]
}

export interface Step {
  readonly line: number
  readonly condition: string
  readonly does:
    | { readonly kind: 'action'; readonly uses: Text; readonly inputs: ReadonlyMap<string, Text> }
    | { readonly kind: 'run'; readonly run: Text; readonly shell: string }
    /** Neither, as far as can be told. */
    | { readonly kind: 'nothing' }
}

export interface Job {
  /** In lower case. */
  readonly id: string
  readonly line: number
  readonly permissions?: Permissions
  /** The workflow that it calls. */
  readonly calls?: Text
  /** `defaults.run.shell`. */
  readonly shell: string
  readonly runsOn: readonly string[]
  /** The values of `os` in its matrix. */
  readonly matrixOs: readonly string[]
  readonly steps: readonly Step[]
}

export interface Workflow {
  /** Names of events, as they are written. */
  readonly events: readonly string[]
  readonly permissions?: Permissions
  readonly jobs: readonly Job[]
}

export type WorkflowResult = { readonly workflow: Workflow } | YamlFailure

export interface WorkflowOptions {
  /**
   * Whether aliases stand for what they name. actionlint does so from 1.7.10 on, and GitHub does; Scorecard 5.5.0 has 1.7.9, for which
   * an alias is nothing that it knows.
   */
  readonly withAliases?: boolean
}

/** Only what is no YAML is an error; whatever is not as it should be is left out. */
export function parseWorkflow(bytes: Uint8Array, options: WorkflowOptions = {}): WorkflowResult {
  const read = readYaml(bytes, options, workflowOf)
  return 'error' in read ? read : { workflow: read.value }
}

function workflowOf(root: YamlNode | undefined): Workflow {
  const top = members(root)
  const permissions = top.get('permissions')
  return {
    events: eventsOf(top.get('on')),
    ...(permissions ? { permissions: permissionsOf(permissions) } : {}),
    jobs: (top.get('jobs')?.entries(false) ?? []).map(({ id, key, value }) => jobOf(id, key.line, value)),
  }
}

const members = (node: YamlNode | undefined): ReadonlyMap<string, YamlNode> =>
  new Map((node?.entries() ?? []).map(({ id, value }) => [id, value]))

function eventsOf(node: YamlNode | undefined): string[] {
  if (!node) return []
  if (node.kind === 'scalar') return [node.text.value]
  if (node.kind === 'list') return node.items.map(({ text }) => text.value)
  return node.entries().map(({ key }) => key.value)
}

const permissionsOf = (node: YamlNode): Permissions =>
  node.kind === 'scalar'
    ? { all: node.text, scopes: [] }
    : { scopes: node.entries(false).map(({ id, value }) => ({ name: id, value: value.text })) }

/** A job with one of these calls no other workflow, whatever it uses. */
const OWN_WORK = [
  'runs-on',
  'environment',
  'outputs',
  'env',
  'defaults',
  'steps',
  'timeout-minutes',
  'continue-on-error',
  'container',
]

function jobOf(id: string, line: number, node: YamlNode): Job {
  const parts = members(node)
  const permissions = parts.get('permissions')
  const uses = parts.get('uses')
  const run = members(members(parts.get('defaults')).get('run'))
  const matrix = members(parts.get('strategy')).get('matrix')
  return {
    id,
    line,
    ...(permissions ? { permissions: permissionsOf(permissions) } : {}),
    ...(uses && !OWN_WORK.some((key) => parts.has(key)) ? { calls: uses.text } : {}),
    shell: run.get('shell')?.text.value ?? '',
    runsOn: labelsOf(parts.get('runs-on')),
    matrixOs: matrix && matrix.kind === 'map' ? osOf(matrix) : [],
    steps: (parts.get('steps')?.items ?? []).map(stepOf),
  }
}

function labelsOf(node: YamlNode | undefined): string[] {
  if (!node) return []
  if (node.kind === 'map') return listed(members(node).get('labels'))
  return listed(node)
}

function listed(node: YamlNode | undefined): string[] {
  if (!node) return []
  return node.kind === 'scalar' ? [node.text.value] : node.items.map(({ text }) => text.value)
}

/** The row of that name, and the values that are included one by one. An alias is no value. */
function osOf(matrix: YamlNode): string[] {
  const rows = matrix.entries(false)
  const valuesOf = (name: string) => rows.find(({ id }) => id === name)?.value.items ?? []
  const included = valuesOf('include').flatMap((one) => one.entries(false).filter(({ key }) => key.value === 'os'))
  return [...valuesOf('os'), ...included.map(({ value }) => value)]
    .filter(({ kind }) => kind !== 'alias')
    .map(({ text }) => unquoted(text.value))
}

/** Scorecard writes a value in quotation marks, with a backslash before each that is in it, and then cuts off what quotes it finds. */
const unquoted = (text: string): string => text.replace(/^'+|'+$/g, '')

function stepOf(node: YamlNode): Step {
  const entries = node.entries()
  const parts = new Map(entries.map(({ id, value }) => [id, value]))
  // Of several kinds in one step, the last one holds.
  const kind = entries.findLast(({ id }) => id === 'uses' || id === 'run')?.id
  return {
    line: node.line,
    condition: parts.get('if')?.text.value ?? '',
    does: kind === 'uses' ? actionOf(parts) : kind === 'run' ? runOf(parts) : { kind: 'nothing' },
  }
}

function actionOf(parts: ReadonlyMap<string, YamlNode>): Step['does'] {
  const uses = parts.get('uses')?.text ?? { value: '', line: 1 }
  const isDocker = uses.value.startsWith('docker://')
  const inputs = (parts.get('with')?.entries(false) ?? [])
    .filter(({ id }) => !(isDocker && (id === 'entrypoint' || id === 'args')))
    .map(({ id, value }) => [id, value.text] as const)
  return { kind: 'action', uses, inputs: new Map(inputs) }
}

const runOf = (parts: ReadonlyMap<string, YamlNode>): Step['does'] => ({
  kind: 'run',
  run: parts.get('run')?.text ?? { value: '', line: 1 },
  shell: parts.get('shell')?.text.value ?? '',
})
