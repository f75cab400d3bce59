/** What projects of .NET say of commands of NuGet: they may hold fast what the command does not. */
import type { DotnetProjects } from '../facts/dotnet-projects.ts'
import type { Dependency } from './dependencies.ts'

/** Only commands that are not held fast are touched. */
export function withProjects(dependencies: readonly Dependency[], { central, projects }: DotnetProjects): Dependency[] {
  const unlocked = projects.filter(({ isLocked }) => !isLocked).map(({ path }) => path)
  if (central.isOn) {
    return central.inexact.length === 0
      ? pinned(dependencies)
      : explained(
          dependencies,
          `some of dependency versions are not fixes to specific versions: ${central.inexact.join(', ')}`,
        )
  }
  if (unlocked.length === projects.length) return [...dependencies]
  if (unlocked.length === 0) return pinned(dependencies)
  return explained(
    dependencies,
    `some of your csproj files set the RestoreLockedMode property to true, while other do not set it: ${unlocked.join(', ')}`,
  )
}

const isLoose = ({ kind, isPinned }: Dependency): boolean => kind === 'nugetCommand' && !isPinned

const pinned = (dependencies: readonly Dependency[]): Dependency[] =>
  dependencies.map((one) => {
    if (!isLoose(one)) return one
    const { remedy: _, ...rest } = one
    return { ...rest, isPinned: true }
  })

const explained = (dependencies: readonly Dependency[], more: string): Dependency[] =>
  dependencies.map((one) => (isLoose(one) ? { ...one, remedy: `${one.remedy}: ${more}` } : one))
