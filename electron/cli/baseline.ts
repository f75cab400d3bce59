/** Findings that are known: an earlier report of `check --json`. */
import { z } from 'zod'
import { fault } from '../contract/faults.ts'
import { Finding } from '../contract/model/check.ts'
import { displayName } from '../core/display-name.ts'
import { readText } from './read-text.ts'

const MAX_BYTES = 64 * 1024 * 1024

const Baseline = z.object({
  schemaVersion: z.literal(1),
  command: z.literal('check'),
  checks: z.array(z.object({ findings: z.array(Finding.pick({ id: true })) })),
})

/** Ids of findings. Faults: `files.*`, `input.baseline`. */
export async function readBaseline(path: string): Promise<ReadonlySet<string>> {
  const text = await readText(path, MAX_BYTES)
  const { data } = Baseline.safeParse(parsed(text))
  if (!data) throw fault('input.baseline', { name: displayName(path) })
  return new Set(data.checks.flatMap(({ findings }) => findings.map(({ id }) => id)))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
