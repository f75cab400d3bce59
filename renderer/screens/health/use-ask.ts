import { useCallback } from 'react'
import { api } from '../../../electron/contract/api.ts'
import type { Fault } from '../../../electron/contract/faults.ts'
import type { Service } from '../../../electron/contract/model/endpoints.ts'
import type { ProjectId } from '../../../electron/contract/model/project.ts'
import { countermark } from '../../rpc/client.ts'
import { keepHealth } from '../../rpc/project-queries.ts'
import { useTask } from '../../rpc/use-task.ts'

export interface Asking {
  readonly isAsking: boolean
  readonly fault: Fault | undefined
  ask(): void
  cancel(): void
}

/** Asks somebody else about a project; what comes of it stands on the page. */
export function useAsk(project: ProjectId, whom: Service): Asking {
  const call = useCallback(async (input: { project: string; whom: Service }, options: { signal?: AbortSignal }) => {
    const next = await countermark.checks.ask(input, options)
    keepHealth(next)
    return next
  }, [])
  const { state, start, cancel } = useTask(api.checks.ask, call)
  return {
    isAsking: state.kind === 'running',
    fault: state.kind === 'failed' ? state.fault : undefined,
    ask: () => start({ project, whom }),
    cancel,
  }
}
