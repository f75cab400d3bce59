/** Projects and how they stand, as main knows them. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { api } from '../../electron/contract/api.ts'
import type { Fault } from '../../electron/contract/faults.ts'
import type {
  CheckPage,
  HealthView,
  Project,
  ProjectId,
  ProjectList,
  ScanProgress,
} from '../../electron/contract/model/project.ts'
import { adopt, asFault, client, countermark } from './client.ts'
import { queryClient } from './queries.ts'
import { useTask } from './use-task.ts'

client.on('project.changed', ({ project }) => {
  void queryClient.invalidateQueries({ queryKey: ['checks.health', project] })
  void queryClient.invalidateQueries({ queryKey: ['projects'] })
})

export const useProjects = (): UseQueryResult<ProjectList> =>
  useQuery({
    queryKey: ['projects', 'list'],
    queryFn: ({ signal }) => countermark.projects.list(undefined, { signal }),
    refetchOnWindowFocus: 'always',
  })

export const useProject = (project: ProjectId): UseQueryResult<Project> =>
  useQuery({
    queryKey: ['projects', 'one', project],
    queryFn: ({ signal }) => countermark.projects.project({ project }, { signal }),
  })

export const useCheckPage = (check: string): UseQueryResult<CheckPage> =>
  useQuery({
    queryKey: ['checks.page', check],
    queryFn: ({ signal }) => countermark.checks.page({ check }, { signal }),
    staleTime: Infinity,
  })

export const keepHealth = (view: HealthView): void => {
  queryClient.setQueryData(['checks.health', view.project], view)
}

/** Adds the first folder of those that were dropped. Faults: those of `adopt` and `projects.add`. */
export async function addProject(folders: readonly File[]): Promise<Project> {
  const [folder] = await adopt(folders.slice(0, 1))
  if (folder === undefined) throw new Error('nothing was dropped')
  return added(await countermark.projects.add({ folder }))
}

/** Null: the person changed their mind. */
export async function chooseProject(): Promise<Project | null> {
  const project = await countermark.projects.choose()
  return project && added(project)
}

function added(project: Project): Project {
  void queryClient.invalidateQueries({ queryKey: ['projects'] })
  return project
}

export interface HealthOfProject {
  /** Of the last look; undefined until there was one. */
  readonly view: HealthView | undefined
  readonly isLooking: boolean
  readonly progress: ScanProgress | undefined
  readonly fault: Fault | undefined
  look(): void
  cancel(): void
}

/** How a project stands. It is looked at when it is first shown: looking only reads. */
export function useHealth(project: ProjectId): HealthOfProject {
  const { data, error } = useQuery({
    queryKey: ['checks.health', project],
    queryFn: ({ signal }) => countermark.checks.health({ project }, { signal }),
  })
  const call = useCallback(
    (input: { project: string }, options: { signal?: AbortSignal; onProgress?: (p: ScanProgress) => void }) =>
      countermark.checks.look(input, options),
    [],
  )
  const { state, start, cancel } = useTask(api.checks.look, call)
  const isFirst = data === null && state.kind === 'idle'
  useEffect(() => {
    if (isFirst) start({ project })
  }, [isFirst, project, start])
  const ended = state.kind === 'done' ? state.output : undefined
  useEffect(() => {
    if (ended) keepHealth(ended)
  }, [ended])
  const failed = error ?? (state.kind === 'failed' ? state.fault : undefined)
  return {
    view: data ?? ended,
    isLooking: state.kind === 'running' || isFirst,
    progress: state.kind === 'running' ? state.progress : undefined,
    fault: failed ? asFault(failed) : undefined,
    look: () => start({ project }),
    cancel,
  }
}
