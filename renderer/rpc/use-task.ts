import { useCallback, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import type { Fault } from '../../electron/contract/faults.ts'
import type { Task } from '../../electron/contract/procedure.ts'
import type { CallOptions } from '../../electron/contract/rpc.ts'
import { asFault, client } from './client.ts'

type AnyTask = Task<z.ZodType, z.ZodType, z.ZodType>
type Output<T extends AnyTask> = z.output<T['output']>
type Progress<T extends AnyTask> = z.output<T['progress']>

/** A long piece of work as this window sees it. */
export type TaskState<T extends AnyTask> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly progress: Progress<T> | undefined }
  | { readonly kind: 'done'; readonly output: Output<T> }
  | { readonly kind: 'failed'; readonly fault: Fault }

export interface TaskHandle<T extends AnyTask> {
  readonly state: TaskState<T>
  start(input: z.input<T['input']>): void
  /** Joins a task that runs already, for instance after a reload. */
  attach(task: string): void
  cancel(): void
}

/** Runs one task at a time. Leaving the screen does not cancel it: the task belongs to main. */
export function useTask<T extends AnyTask>(
  procedure: T,
  call: (input: z.input<T['input']>, options: CallOptions<Progress<T>>) => Promise<Output<T>>,
): TaskHandle<T> {
  const [state, setState] = useState<TaskState<T>>({ kind: 'idle' })
  const current = useRef<AbortController | undefined>(undefined)
  const isShown = useRef(true)

  useEffect(() => {
    isShown.current = true
    return () => {
      isShown.current = false
    }
  }, [])

  const follow = useCallback((open: (options: CallOptions<Progress<T>>) => Promise<Output<T>>) => {
    const abort = new AbortController()
    current.current = abort
    const show = (next: TaskState<T>) => {
      if (isShown.current && current.current === abort) setState(next)
    }
    setState({ kind: 'running', progress: undefined })
    open({ signal: abort.signal, onProgress: (progress) => show({ kind: 'running', progress }) }).then(
      (output) => show({ kind: 'done', output }),
      (error: unknown) => show({ kind: 'failed', fault: asFault(error) }),
    )
  }, [])

  return {
    state,
    start: useCallback((input) => follow((options) => call(input, options)), [follow, call]),
    attach: useCallback(
      (task) => follow((options) => client.attach(procedure, task, options as never) as Promise<Output<T>>),
      [follow, procedure],
    ),
    cancel: useCallback(() => current.current?.abort(), []),
  }
}
