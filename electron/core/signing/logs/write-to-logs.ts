import { fault } from '../../../contract/faults.ts'
import type { HttpAnswer } from '../../ports.ts'
import { requestWithRetry } from '../../retry.ts'
import { refusal } from '../answers.ts'
import { hostOf } from '../recipients.ts'
import type { LogEntryJson } from '../records.ts'
import type { StepContext } from '../step.ts'
import type { LogApi, LogContent } from './log-api.ts'
import { rekorV1 } from './rekor-v1.ts'
import { rekorV2 } from './rekor-v2.ts'

/** Every version that is spoken here. */
export const LOG_APIS: readonly LogApi[] = [rekorV1, rekorV2]

/**
 * Has every log of the session keep the content. A lost answer is asked for again with the same bytes; the log then says
 * 409, and the entry that it has is taken up. Faults: `sigstore.log-*`, `sigstore.answer-unreadable`, `network.*`.
 */
export function writeToLogs(content: LogContent, context: StepContext): Promise<LogEntryJson[]> {
  return Promise.all(
    context.services.logs.map(async ({ url, majorApiVersion }) => {
      const api = LOG_APIS.find((known) => known.majorApiVersion === majorApiVersion)
      if (!api) throw fault('sigstore.no-service', { role: 'log' })
      const answer = await post(api, url, content, context)
      if (answer.status === 200 || answer.status === 201) return api.entry(answer, hostOf(url))
      if (answer.status === 409) return api.existing(answer, url, content, context)
      if (answer.status === 405) throw fault('sigstore.log-frozen')
      throw refusal('sigstore.log-rejected', answer)
    }),
  )
}

const post = (api: LogApi, url: string, content: LogContent, { ports, signal }: StepContext): Promise<HttpAnswer> =>
  requestWithRetry(ports, {
    method: 'POST',
    url: new URL(api.path, url).href,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(api.request(content)),
    timeoutMs: api.timeoutMs,
    maxBytes: 256 * 1024,
    signal,
    purpose: 'log',
  })
