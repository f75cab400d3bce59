import { fault } from '../contract/faults.ts'
import type { NetworkTest } from '../contract/model/settings.ts'
import type { Http } from '../core/ports.ts'
import { foreignAnswer } from '../core/weather.ts'
import { type Mirrors, repositoryOf } from './instances/mirrors.ts'

const MAX_BYTES = 100_000
const TIMEOUT_MS = 15_000

export interface TestNetworkNeeds {
  readonly http: Http
  readonly mirrors: Mirrors
  readonly allow: (url: URL) => void
  readonly signal: AbortSignal
}

/**
 * Asks the public good instance for the date of its trust data: small, public, and told nothing. Faults: `network.*`,
 * `sigstore.answer-unreadable` for an answer of somebody else, `instance.address`, `cancelled`.
 */
export async function testNetwork({ http, mirrors, allow, signal }: TestNetworkNeeds): Promise<NetworkTest> {
  const url = new URL('timestamp.json', `${repositoryOf('public', mirrors).href.replace(/\/?$/, '/')}`)
  allow(url)
  const began = performance.now()
  const request = {
    method: 'GET',
    purpose: 'trust',
    url: url.href,
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
    signal,
  } as const
  const answer = await http.request(request)
  const foreign = foreignAnswer(answer, url.href)
  if (foreign) throw foreign
  const { status, body } = answer
  const { host } = url
  if (status !== 200) throw fault('sigstore.answer-unreadable', { host, reason: `status ${status}` })
  try {
    JSON.parse(new TextDecoder().decode(body))
  } catch (error) {
    throw fault('sigstore.answer-unreadable', { host, reason: 'the answer is not JSON' }, { cause: error })
  }
  return { host, tookMs: performance.now() - began }
}
