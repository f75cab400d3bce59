/** What the projects of .NET say of how their packages are restored. */
import { isExactVersion, type Project, parseProject } from '../formats/msbuild.ts'
import { baseName } from '../formats/path-names.ts'
import { fact } from './fact.ts'
import { isTestData } from './paths.ts'
import { bytesOf } from './read.ts'

export interface DotnetProjects {
  /** Whether versions are managed in one place; and those of them that are not exact. */
  readonly central: { readonly isOn: boolean; readonly inexact: readonly string[] }
  readonly projects: readonly { readonly path: string; readonly isLocked: boolean }[]
  /** What could not be read, in Scorecard's words. */
  readonly malformed: readonly string[]
}

const CENTRAL = 'ManagePackageVersionsCentrally'
const LOCKED = 'RestoreLockedMode'

export const dotnetProjects = fact({
  id: 'dotnet-projects',
  async gather({ tree, pause }): Promise<DotnetProjects> {
    const malformed: string[] = []
    const named = (pattern: RegExp) => tree.paths.filter((path) => !isTestData(path) && pattern.test(baseName(path)))
    let central = { isOn: false, inexact: [] as string[] }
    // The first that can be read speaks for all.
    for (const path of named(/^directory\..*\.props$/i)) {
      await pause()
      const project = parseProject(bytesOf(tree, path), [CENTRAL])
      if (project) {
        const inexact = project.packageVersions.filter((version) => !isExactVersion(version))
        central = { isOn: isOn(project, CENTRAL), inexact }
        break
      }
      malformed.push('malformed properties file: error parsing dotnet props file')
    }
    const projects: DotnetProjects['projects'][number][] = []
    for (const path of named(/\.csproj$/i)) {
      await pause()
      const project = parseProject(bytesOf(tree, path), [LOCKED, 'AllowUnsafeBlocks'])
      if (!project) malformed.push('malformed csproj file: error parsing csproj file')
      else projects.push({ path, isLocked: isOn(project, LOCKED) })
    }
    return { central, projects, malformed }
  },
})

const isOn = ({ groups }: Project, property: string): boolean => groups.some((group) => group.get(property) === true)
