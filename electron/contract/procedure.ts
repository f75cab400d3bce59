/** The three kinds of procedure. A procedure is a value: server, client, fakes and tests are all derived from it. */
import { z } from 'zod'

/** Idempotent and cacheable; aborted when the window that asked is gone. */
export interface Query<I extends z.ZodType, O extends z.ZodType> {
  readonly kind: 'query'
  readonly input: I
  readonly output: O
}

/** Changes something and is short. */
export interface Command<I extends z.ZodType, O extends z.ZodType> {
  readonly kind: 'command'
  readonly input: I
  readonly output: O
}

/** Long: reports progress, can be cancelled, belongs to main and survives a reload of the window. */
export interface Task<I extends z.ZodType, O extends z.ZodType, P extends z.ZodType> {
  readonly kind: 'task'
  readonly input: I
  readonly output: O
  readonly progress: P
}

export type Procedure =
  | Query<z.ZodType, z.ZodType>
  | Command<z.ZodType, z.ZodType>
  | Task<z.ZodType, z.ZodType, z.ZodType>

export type Api = Readonly<Record<string, Readonly<Record<string, Procedure>>>>

export const query = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Query<I, O> => ({
  kind: 'query',
  input: closed(input),
  output,
})

export const command = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Command<I, O> => ({
  kind: 'command',
  input: closed(input),
  output,
})

export const task = <I extends z.ZodType, O extends z.ZodType, P extends z.ZodType>(
  input: I,
  output: O,
  progress: P,
): Task<I, O, P> => ({ kind: 'task', input: closed(input), output, progress })

/** Input with a key nobody asked for is refused: it is a mistake of ours or a probe of somebody else's. */
function closed<S extends z.ZodType>(schema: S): S {
  if (schema instanceof z.ZodObject) return schema.strict() as unknown as S
  return schema
}
