/**
 * The wire between the page and main: frames, a server and a typed client. It knows no Electron, so the same code runs
 * over the bridge, a worker's port and an in-memory pair.
 */
import { z } from 'zod'
import { type EventName, type EventValue, events } from './events.ts'
import { Fault, fault, faultFrom } from './faults.ts'
import { FaultRecord } from './model/fault-record.ts'
import type { Api, Procedure, Task } from './procedure.ts'

/** What a page may send. A task is started by `call` and found again, after a reload, by `attach`. */
export const PageFrame = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call'), id: z.int().nonnegative(), path: z.string().max(100), input: z.unknown() }),
  z.strictObject({ kind: z.literal('attach'), id: z.int().nonnegative(), task: z.string().max(100) }),
  z.strictObject({ kind: z.literal('cancel'), id: z.int().nonnegative() }),
])
export type PageFrame = z.infer<typeof PageFrame>

/** What main sends. */
export const MainFrame = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), id: z.int(), value: z.unknown() }),
  z.object({ kind: z.literal('ok'), id: z.int(), value: z.unknown() }),
  z.object({ kind: z.literal('fault'), id: z.int(), fault: FaultRecord }),
  z.object({ kind: z.literal('event'), name: z.string(), value: z.unknown() }),
])
export type MainFrame = z.infer<typeof MainFrame>

/** One end of a wire. `onFrame` returns its own unsubscribe. */
export interface Wire<Out, In> {
  send(frame: Out): void
  onFrame(listener: (frame: In) => void): () => void
}

export interface CallOptions<Progress = never> {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

type In<P extends Procedure> = z.input<P['input']>
type Out<P extends Procedure> = z.output<P['output']>
type ProgressOf<P extends Procedure> = P extends Task<z.ZodType, z.ZodType, infer G> ? z.output<G> : never

export type Call<P extends Procedure> =
  In<P> extends undefined
    ? (input?: undefined, options?: CallOptions<ProgressOf<P>>) => Promise<Out<P>>
    : (input: In<P>, options?: CallOptions<ProgressOf<P>>) => Promise<Out<P>>

export type Calls<A extends Api> = { readonly [G in keyof A]: { readonly [N in keyof A[G]]: Call<A[G][N]> } }

export interface Client<A extends Api> {
  readonly calls: Calls<A>
  /** Joins a task that main already runs; `procedure` gives the types of its progress and result. */
  attach<P extends Task<z.ZodType, z.ZodType, z.ZodType>>(
    procedure: P,
    task: string,
    options?: CallOptions<ProgressOf<P>>,
  ): Promise<Out<P>>
  on<N extends EventName>(name: N, listener: (value: EventValue<N>) => void): () => void
  close(): void
}

interface Pending {
  readonly procedure: Procedure
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
  readonly onProgress?: ((value: never) => void) | undefined
}

/** The page's end. Answers are parsed too: an answer that does not fit its schema is a fault of main, not a value. */
export function connect<A extends Api>(api: A, wire: Wire<PageFrame, unknown>): Client<A> {
  const pending = new Map<number, Pending>()
  const listeners = new Map<string, Set<(value: never) => void>>()
  let nextId = 0

  const stop = wire.onFrame((raw) => {
    const parsed = MainFrame.safeParse(raw)
    if (!parsed.success) return
    const frame = parsed.data
    if (frame.kind === 'event') {
      const schema = Object.hasOwn(events, frame.name) ? events[frame.name as EventName] : undefined
      const value = schema?.safeParse(frame.value)
      if (value?.success) for (const listener of listeners.get(frame.name) ?? []) listener(value.data as never)
      return
    }
    const call = pending.get(frame.id)
    if (!call) return
    if (frame.kind === 'progress') {
      const progress = call.procedure.kind === 'task' ? call.procedure.progress.safeParse(frame.value) : undefined
      if (progress?.success) call.onProgress?.(progress.data as never)
      return
    }
    pending.delete(frame.id)
    if (frame.kind === 'fault') return call.reject(faultFrom(frame.fault))
    const value = call.procedure.output.safeParse(frame.value)
    if (value.success) call.resolve(value.data)
    else call.reject(fault('internal', { id: 'answer' }, { cause: value.error }))
  })

  function start<P extends Procedure>(procedure: P, open: (id: number) => PageFrame, options: CallOptions = {}) {
    return new Promise<Out<P>>((resolve, reject) => {
      if (options.signal?.aborted) return reject(fault('cancelled'))
      const id = nextId++
      const onAbort = () => wire.send({ kind: 'cancel', id })
      const settle =
        <T>(then: (value: T) => void) =>
        (value: T) => {
          options.signal?.removeEventListener('abort', onAbort)
          then(value)
        }
      pending.set(id, {
        procedure,
        resolve: settle(resolve as (value: unknown) => void),
        reject: settle(reject),
        onProgress: options.onProgress,
      })
      options.signal?.addEventListener('abort', onAbort)
      wire.send(open(id))
    })
  }

  const calls = mapApi(
    api,
    (path, procedure) => (input?: unknown, options?: CallOptions) =>
      start(procedure, (id) => ({ kind: 'call', id, path, input }), options),
  ) as Calls<A>

  return {
    calls,
    attach: (procedure, task, options) => start(procedure, (id) => ({ kind: 'attach', id, task }), options),
    on(name, listener) {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set)
      set.add(listener as (value: never) => void)
      return () => set.delete(listener as (value: never) => void)
    },
    close() {
      stop()
      for (const call of pending.values()) call.reject(fault('cancelled'))
      pending.clear()
    },
  }
}

/** Builds an object of the shape of an api, one value per procedure. */
export function mapApi<T>(
  api: Api,
  make: (path: string, procedure: Procedure) => T,
): Record<string, Record<string, T>> {
  return Object.fromEntries(
    Object.entries(api).map(([area, procedures]) => [
      area,
      Object.fromEntries(Object.entries(procedures).map(([name, p]) => [name, make(`${area}.${name}`, p)])),
    ]),
  )
}

/** A fault as it is, and anything else as `internal`: the one conversion, made at the edge. */
export function toFault(error: unknown, report: (id: string, error: unknown) => void): Fault {
  if (error instanceof Fault) return error
  if (error instanceof Error && error.name === 'AbortError') return fault('cancelled', {}, { cause: error })
  const id = Math.floor(Date.now()).toString(36)
  report(id, error)
  return fault('internal', { id }, { cause: error })
}
