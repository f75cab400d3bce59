import type { z } from 'zod'
import type { Terminal } from './terminal.ts'

/** Prints a result: as JSON of its schema where that was asked for, else as text. */
export const answer = <S extends z.ZodType>(
  terminal: Terminal,
  schema: S,
  report: z.input<S>,
  text: string,
): Promise<void> => terminal.print(terminal.json ? JSON.stringify(schema.parse(report)) : text)
