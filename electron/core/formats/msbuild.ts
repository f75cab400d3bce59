/** Files of .NET projects, as far as they say whether a restore is held fast (Scorecard's `internal/dotnet`). */
import { trimSpace } from './go-text.ts'
import { readXml } from './go-xml.ts'

/** A project's properties and packages; undefined for what is no project. */
export interface Project {
  /** For each group of properties, what it says last of each. */
  readonly groups: readonly ReadonlyMap<string, boolean>[]
  /** Versions of packages for all projects. */
  readonly packageVersions: readonly string[]
}

const TRUE: ReadonlySet<string> = new Set(['1', 't', 'T', 'TRUE', 'true', 'True'])
const FALSE: ReadonlySet<string> = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False'])

/** `wanted` are the properties that have to be truths; another one may be anything. */
export function parseProject(bytes: Uint8Array, wanted: readonly string[]): Project | undefined {
  const groups: Map<string, boolean>[] = []
  const packageVersions: string[] = []
  const path: string[] = []
  let [isWrong, said] = [false, '']
  const isProperty = (): boolean => path.length === 3 && path[1] === 'PropertyGroup' && wanted.includes(path[2] ?? '')
  const isRead = readXml(bytes, {
    open(name, attributes) {
      path.push(name)
      if (path.length === 1 && name !== 'Project') isWrong = true
      if (path.length === 2 && name === 'PropertyGroup') groups.push(new Map())
      if (path.length !== 3) return
      said = ''
      if (path[1] === 'ItemGroup' && name === 'PackageVersion') packageVersions.push(attributes.get('Version') ?? '')
    },
    text(more) {
      if (path.length === 3) said += more
    },
    close() {
      if (isProperty()) {
        const value = trimSpace(said)
        // Nothing at all is no, and white space is wrong.
        if (said !== '' && !TRUE.has(value) && !FALSE.has(value)) isWrong = true
        groups.at(-1)?.set(path[2] ?? '', TRUE.has(value))
      }
      path.pop()
    },
  })
  return isWrong || !isRead ? undefined : { groups, packageVersions }
}

export const isExactVersion = (version: string): boolean => /^\[[^[,]+\]$/.test(version)
