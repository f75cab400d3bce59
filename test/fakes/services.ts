/** Services on loopback that know what they are given; each request is kept. */
import { createServer } from 'node:http'
import { systemClock } from '../../electron/adapters/clock.ts'
import { createHttp } from '../../electron/adapters/http.ts'
import { createServices, type Services } from '../../electron/adapters/services.ts'
import type { Endpoints } from '../../electron/contract/model/endpoints.ts'
import { type Listening, listening } from './listening.ts'

export interface Answering extends Listening {
  /** The paths that were asked for. */
  readonly asked: string[]
}

export interface Said {
  readonly status?: number
  /** Text as it is, anything else as JSON. */
  readonly body: unknown
}

/** Says what `answers` has at the time of the question; nothing (404) of all else. */
export async function openAnswers(answers: Readonly<Record<string, Said>>): Promise<Answering> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    const { status = 200, body } = answers[request.url ?? ''] ?? { status: 404, body: {} }
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(typeof body === 'string' ? body : JSON.stringify(body))
  })
  return { asked, ...(await listening(server)) }
}

export interface ServicesOptions {
  readonly now?: () => Date
  readonly env?: Readonly<Record<string, string>>
  readonly endpoints?: Endpoints
}

/** Nobody waits between two attempts. Only what was allowed is asked. */
export function servicesAt({ now = () => new Date(), env = {}, endpoints = {} }: ServicesOptions): Services {
  const hosts = new Set<string>()
  return createServices({
    http: createHttp({ isAllowed: (url) => hosts.has(url.host) }),
    clock: { ...systemClock, now, sleep: async () => {} },
    env,
    endpoints: async () => endpoints,
    allow: (url) => hosts.add(url.host),
  })
}

/** As the API says it; the repository is `github.com/aurora/parse`. */
export const publishedAnswer = (
  commit: string,
  checks: readonly { readonly name: string; readonly score: number; readonly details?: readonly string[] }[],
  over: Readonly<Record<string, unknown>> = {},
) => ({
  date: '2026-11-17',
  repo: { name: 'github.com/aurora/parse', commit },
  scorecard: { version: 'v5.5.0', commit: 'c'.repeat(40) },
  score: 7.6,
  checks: checks.map(({ name, score, details = null }) => ({ name, score, reason: 'said', details })),
  metadata: null,
  ...over,
})
