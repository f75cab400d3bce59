/** Files of .NET projects, as far as they say whether a restore is held fast (Scorecard's `internal/dotnet`). */
import { SaxesParser } from 'saxes'

/** A project's properties and packages; undefined for what is no project. */
export interface Project {
  /** In the groups of properties, in their order. */
  readonly properties: readonly { readonly name: string; readonly value: boolean }[]
  /** Versions of packages for all projects. */
  readonly packageVersions: readonly string[]
}

const TRUE = /^(?:1|t|T|TRUE|true|True)$/
const FALSE = /^(?:0|f|F|FALSE|false|False|)$/

/** `wanted` are the properties that have to be truths; another one may be anything. */
export function parseProject(text: string, wanted: readonly string[]): Project | undefined {
  const properties: { name: string; value: boolean }[] = []
  const packageVersions: string[] = []
  const path: string[] = []
  let [isWrong, isOver, said] = [false, false, '']
  const parser = new SaxesParser({ xmlns: false })
  parser.on('error', () => {
    // What follows the end is read by nobody.
    if (!isOver) isWrong = true
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (isOver) return
    const local = name.slice(name.indexOf(':') + 1)
    path.push(local)
    said = ''
    if (path.length === 1 && local !== 'Project') isWrong = true
    if (path.length === 3 && path.join('/') === 'Project/ItemGroup/PackageVersion')
      packageVersions.push(attributes.Version ?? '')
  })
  parser.on('text', (more) => {
    said += more
  })
  parser.on('cdata', (more) => {
    said += more
  })
  parser.on('closetag', () => {
    const [root, group, name = ''] = path
    if (!isOver && path.length === 3 && root === 'Project' && group === 'PropertyGroup' && wanted.includes(name)) {
      const value = said.trim()
      if (!TRUE.test(value) && !FALSE.test(value)) isWrong = true
      properties.push({ name, value: TRUE.test(value) })
    }
    path.pop()
    said = ''
    if (path.length === 0) isOver = true
  })
  parser.write(text.replace(/^\ufeff/, '')).close()
  return isWrong || !isOver ? undefined : { properties, packageVersions }
}

export const isExactVersion = (version: string): boolean => /^\[[^[,]+\]$/.test(version)
