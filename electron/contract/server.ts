/** Main's end of the wire: parses what comes in, calls the handler, parses what goes out, and keeps the tasks. */
import type { z } from 'zod'
import { type EventName, type EventValue, events } from './events.ts'
import { fault } from './faults.ts'
import type { Api, Procedure, Task } from './procedure.ts'
import { type MainFrame, mapApi, PageFrame, toFault, type Wire } from './rpc.ts'

export interface Context<Progress = never> {
  readonly signal: AbortSignal
  readonly report: (progress: Progress) => void
  /** The id of the task that the call started; empty for queries and commands. */
  readonly task: string
}

type ContextOf<P extends Procedure> = Context<P extends Task<z.ZodType, z.ZodType, infer G> ? z.input<G> : never>

export type Handler<P extends Procedure> = (
  input: z.output<P['input']>,
  context: ContextOf<P>,
) => Promise<z.input<P['output']>>

/** One function for each procedure; a missing one is a compile error. */
export type Handlers<A extends Api> = { readonly [G in keyof A]: { readonly [N in keyof A[G]]: Handler<A[G][N]> } }

export interface ServerOptions {
  /** Told of every error that is not a fault, with the id that the page shows. */
  readonly report: (id: string, error: unknown) => void
  readonly newTaskId: () => string
  readonly now: () => Date
}

interface RunningTask {
  readonly id: string
  readonly path: string
  readonly startedAt: string
  readonly abort: AbortController
  readonly watchers: Set<(frame: Unaddressed) => void>
  last: Unaddressed | undefined
}

/** A frame before it is known which call it answers. */
type Unaddressed =
  | { kind: 'progress'; value: unknown }
  | { kind: 'ok'; value: unknown }
  | { kind: 'fault'; fault: { code: string; details: Record<string, string> } }

type AnyHandler = (input: unknown, context: Context<unknown>) => Promise<unknown>

export interface Server {
  /** Serves one page. The returned function is for when the page is gone: its queries end, its tasks go on. */
  open(wire: Wire<MainFrame, unknown>): () => void
  emit<N extends EventName>(name: N, value: EventValue<N>): void
  tasks(): { task: string; path: string; startedAt: string }[]
}

export function createServer<A extends Api>(api: A, handlers: Handlers<A>, options: ServerOptions): Server {
  // A Map, not an object: `constructor` is not a procedure.
  const procedures = new Map<string, { procedure: Procedure; handler: AnyHandler }>()
  mapApi(api, (path, procedure) => {
    const [area = '', name = ''] = path.split('.')
    procedures.set(path, { procedure, handler: handlers[area]?.[name] as unknown as AnyHandler })
  })
  const running = new Map<string, RunningTask>()
  const wires = new Set<Wire<MainFrame, unknown>>()

  async function run(
    procedure: Procedure,
    handler: AnyHandler,
    input: unknown,
    context: Context<unknown>,
  ): Promise<Unaddressed> {
    try {
      const parsed = procedure.input.safeParse(input)
      if (!parsed.success) throw fault('input.invalid', { what: parsed.error.issues[0]?.message ?? 'input' })
      const value = await handler(parsed.data, context)
      // Our own answers are parsed as well: a key that the schema does not name cannot cross.
      return { kind: 'ok', value: procedure.output.parse(value) }
    } catch (error) {
      return { kind: 'fault', fault: toFault(error, options.report).toRecord() }
    }
  }

  function startTask(
    path: string,
    procedure: Task<z.ZodType, z.ZodType, z.ZodType>,
    handler: AnyHandler,
    input: unknown,
  ): RunningTask {
    const task: RunningTask = {
      id: options.newTaskId(),
      path,
      startedAt: options.now().toISOString(),
      abort: new AbortController(),
      watchers: new Set(),
      last: undefined,
    }
    const tell = (frame: Unaddressed) => {
      task.last = frame
      for (const watcher of task.watchers) watcher(frame)
    }
    running.set(task.id, task)
    const report = (value: unknown) => tell({ kind: 'progress', value: procedure.progress.parse(value) })
    void run(procedure, handler, input, { signal: task.abort.signal, report, task: task.id }).then((end) => {
      running.delete(task.id)
      tell(end)
    })
    return task
  }

  return {
    open(wire) {
      const calls = new Map<number, AbortController>()
      const gone = new AbortController()
      wires.add(wire)
      const answer = (id: number) => (frame: Unaddressed) => {
        if (frame.kind !== 'progress') calls.delete(id)
        if (!gone.signal.aborted) wire.send({ ...frame, id } as MainFrame)
      }
      const watch = (id: number, task: RunningTask) => {
        calls.set(id, task.abort)
        const watcher = answer(id)
        task.watchers.add(watcher)
        gone.signal.addEventListener('abort', () => task.watchers.delete(watcher))
        if (task.last) watcher(task.last)
      }
      const stop = wire.onFrame((raw) => {
        const parsed = PageFrame.safeParse(raw)
        if (!parsed.success) return
        const frame = parsed.data
        if (frame.kind === 'cancel') return calls.get(frame.id)?.abort()
        if (calls.has(frame.id)) return
        const refuse = (code: 'input.unknown-procedure' | 'input.unknown-session') =>
          answer(frame.id)({ kind: 'fault', fault: fault(code).toRecord() })
        if (frame.kind === 'attach') {
          const task = running.get(frame.task)
          return task ? watch(frame.id, task) : refuse('input.unknown-session')
        }
        const found = procedures.get(frame.path)
        if (!found) return refuse('input.unknown-procedure')
        const { procedure, handler } = found
        if (procedure.kind === 'task') return watch(frame.id, startTask(frame.path, procedure, handler, frame.input))
        const abort = new AbortController()
        calls.set(frame.id, abort)
        const signal = procedure.kind === 'query' ? AbortSignal.any([abort.signal, gone.signal]) : abort.signal
        void run(procedure, handler, frame.input, { signal, report: () => {}, task: '' }).then(answer(frame.id))
      })
      return () => {
        wires.delete(wire)
        stop()
        gone.abort()
      }
    },
    emit(name, value) {
      for (const wire of wires) wire.send({ kind: 'event', name, value: events[name].parse(value) })
    },
    tasks: () => [...running.values()].map(({ id, path, startedAt }) => ({ task: id, path, startedAt })),
  }
}
