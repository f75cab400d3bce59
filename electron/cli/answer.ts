import type { z } from 'zod'
import type { Terminal } from './terminal.ts'

type Schemas = typeof import('./reports.ts').REPORTS
export type ReportName = keyof Schemas

/** Prints a result: as JSON of the schema of this name where that was asked for, else as text. */
export async function answer<N extends ReportName>(
  terminal: Terminal,
  name: N,
  report: z.input<Schemas[N]>,
  text: string,
): Promise<void> {
  if (!terminal.json) return terminal.print(text)
  const { REPORTS } = await import('./reports.ts')
  return terminal.print(JSON.stringify(REPORTS[name].parse(report)))
}
