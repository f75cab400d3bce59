/** Asks OSV which vulnerabilities packages have (its API, version 1). Answers are somebody else's: each is parsed. */
import { z } from 'zod'
import { fault } from '../contract/faults.ts'
import type { LockedPackage } from '../contract/model/advisory.ts'
import { inLanes } from './lanes.ts'
import type { Clock, Http } from './ports.ts'
import { requestWithRetry } from './retry.ts'

export interface OsvNeeds {
  readonly http: Http
  readonly clock: Clock
  /** Its address, without a slash at its end. */
  readonly base: string
  readonly signal: AbortSignal
}

/** OSV takes so many at once. */
const BATCH = 1000
const TIMEOUT_MS = 30_000
const MAX_BYTES = 32 * 1024 * 1024
/** One package with more pages than this is none of this world. */
const MOST_PAGES = 50
const LANES = 6

const Batch = z.object({
  results: z.array(
    z.object({
      vulns: z.array(z.object({ id: z.string().max(200) })).optional(),
      next_page_token: z.string().optional(),
    }),
  ),
})

const Vulnerability = z.object({ id: z.string().max(200), aliases: z.array(z.string().max(200)).default([]) })

interface Query {
  readonly index: number
  readonly token?: string
}

/** The ids for each package, in the order of the packages. Faults: `network.*`, `evidence.unreadable`, `cancelled`. */
export async function vulnerabilitiesOf(packages: readonly LockedPackage[], needs: OsvNeeds): Promise<string[][]> {
  const found: string[][] = packages.map(() => [])
  let waiting: readonly Query[] = packages.map((_, index) => ({ index }))
  for (let page = 0; waiting.length > 0; page++) {
    if (page === MOST_PAGES) throw unreadable(needs, 'it has no end')
    const next: Query[] = []
    await inLanes(batches(waiting), LANES, async (batch) => {
      const queries = batch.map(({ index, token }) => {
        const { name, ecosystem, version } = packages[index] ?? { name: '', ecosystem: '', version: '' }
        return { package: { name, ecosystem }, version, ...(token === undefined ? {} : { page_token: token }) }
      })
      const { results } = await post(`${needs.base}/v1/querybatch`, { queries }, Batch, needs)
      if (results.length !== batch.length) throw unreadable(needs, 'it answers other questions')
      for (const [i, { vulns = [], next_page_token: token }] of results.entries()) {
        const index = batch[i]?.index ?? 0
        found[index]?.push(...vulns.map(({ id }) => id))
        if (token) next.push({ index, token })
      }
    })
    waiting = next
  }
  return found
}

/** The other names of each. Faults: as above. */
export async function aliasesOf(ids: readonly string[], needs: OsvNeeds): Promise<Map<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>()
  await inLanes([...ids], LANES, async (id) => {
    const { aliases } = await get(`${needs.base}/v1/vulns/${encodeURIComponent(id)}`, Vulnerability, needs)
    found.set(id, aliases)
  })
  return found
}

const batches = (queries: readonly Query[]): Query[][] =>
  Array.from({ length: Math.ceil(queries.length / BATCH) }, (_, i) => queries.slice(i * BATCH, (i + 1) * BATCH))

const post = <T extends z.ZodType>(url: string, body: object, shape: T, needs: OsvNeeds) =>
  asked(
    { method: 'POST', url, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
    shape,
    needs,
  )

const get = <T extends z.ZodType>(url: string, shape: T, needs: OsvNeeds) => asked({ method: 'GET', url }, shape, needs)

async function asked<T extends z.ZodType>(
  request: { method: 'GET' | 'POST'; url: string; body?: string; headers?: Record<string, string> },
  shape: T,
  needs: OsvNeeds,
): Promise<z.output<T>> {
  const limits = { timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES, signal: needs.signal, purpose: 'advisories' as const }
  const answer = await requestWithRetry(needs, { ...request, ...limits })
  if (answer.status !== 200) throw unreadable(needs, `status ${answer.status}`)
  const { data, success } = shape.safeParse(parsed(answer.body))
  if (!success) throw unreadable(needs, 'it is none of its API')
  return data
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}

const unreadable = ({ base }: OsvNeeds, reason: string) =>
  fault('evidence.unreadable', { host: new URL(base).host, reason })
