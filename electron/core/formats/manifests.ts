/** Names and versions out of the manifests of packages. What is no such manifest names nothing. */
import { SaxesParser } from 'saxes'
import { parse, TomlError } from 'smol-toml'
import { z } from 'zod'
import type { ProjectPackage } from '../../contract/model/check.ts'

interface Named {
  readonly name: string
  readonly version?: string
}

interface Manifest {
  readonly ecosystem: ProjectPackage['ecosystem']
  read(text: string): Named | undefined
}

const MANIFESTS: Readonly<Record<string, Manifest>> = {
  'package.json': { ecosystem: 'npm', read: packageJson },
  'pyproject.toml': { ecosystem: 'PyPI', read: (text) => tomlTable(text, 'project') },
  'Cargo.toml': { ecosystem: 'Cargo', read: (text) => tomlTable(text, 'package') },
  'go.mod': { ecosystem: 'Go', read: goModule },
  'pom.xml': { ecosystem: 'Maven', read: pom },
}

export const manifestOf = (name: string): Manifest | undefined =>
  Object.hasOwn(MANIFESTS, name) ? MANIFESTS[name] : undefined

const Npm = z.object({
  name: z.string().min(1).max(300),
  version: z.string().max(300).optional(),
  private: z.unknown().optional(),
})

function packageJson(text: string): Named | undefined {
  const { data } = Npm.safeParse(json(text))
  if (!data || data.private === true) return undefined
  return named(data.name, data.version)
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const Table = z.object({
  name: z.string().min(1).max(300),
  // Cargo may take it from the workspace.
  version: z.string().max(300).optional().catch(undefined),
  publish: z.unknown().optional(),
})

function tomlTable(text: string, table: string): Named | undefined {
  const { data } = Table.safeParse(toml(text)?.[table])
  return data && data.publish !== false ? named(data.name, data.version) : undefined
}

function toml(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return parse(text)
  } catch (error) {
    if (error instanceof TomlError) return undefined
    throw error
  }
}

/** Of others, or of a command, is who imports it. */
function goModule(text: string): Named | undefined {
  const [, name] = /^\s*module\s+"?([^\s"]+)"?\s*(?:\/\/.*)?$/m.exec(text) ?? []
  return name === undefined ? undefined : named(name, undefined)
}

/** Group and artifact; both may be those of the parent. */
function pom(text: string): Named | undefined {
  const open: string[] = []
  const values = new Map<string, string>()
  const parser = new SaxesParser()
  parser.on('opentag', ({ name }) => void open.push(name))
  parser.on('closetag', () => void open.pop())
  parser.on('text', (value) => {
    const place = open.join('/')
    if (/^project\/(?:parent\/)?(?:groupId|artifactId|version)$/.test(place)) values.set(place, value.trim())
  })
  try {
    parser.write(text).close()
  } catch {
    return undefined
  }
  const artifact = values.get('project/artifactId')
  const group = values.get('project/groupId') ?? values.get('project/parent/groupId')
  if (artifact === undefined || group === undefined) return undefined
  const version = values.get('project/version') ?? values.get('project/parent/version')
  // A property stands for it.
  return named(`${group}:${artifact}`, version?.includes('${') ? undefined : version)
}

const named = (name: string, version: string | undefined): Named => ({ name, ...(version ? { version } : {}) })
