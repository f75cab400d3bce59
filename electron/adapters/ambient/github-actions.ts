import { z } from 'zod'
import { requestWithRetry } from '../../core/retry.ts'
import { parseAddress } from '../confidential.ts'
import { MAX_TOKEN_BYTES } from '../given-token.ts'
import { type AmbientProvider, failed } from './provider.ts'

const TITLE = 'GitHub Actions'
const Answer = z.object({ value: z.string() })

/** The job asks the address that its runner tells it, with the bearer token that belongs to it. */
export const githubActions: AmbientProvider = {
  id: 'github-actions',
  title: TITLE,
  isJob: true,
  isHere: ({ env }) => env.GITHUB_ACTIONS === 'true',
  hosts: ({ env }) => [parseAddress(env.ACTIONS_ID_TOKEN_REQUEST_URL ?? '')?.host ?? []].flat(),
  async token({ env, ...ports }, { audience, signal }) {
    const url = parseAddress(env.ACTIONS_ID_TOKEN_REQUEST_URL ?? '')
    const bearer = env.ACTIONS_ID_TOKEN_REQUEST_TOKEN
    if (!url || !bearer) throw failed(TITLE, 'The job has no right to one: give it the permission id-token: write')
    url.searchParams.set('audience', audience)
    const { status, body } = await requestWithRetry(ports, {
      method: 'GET',
      url: url.href,
      headers: { authorization: `Bearer ${bearer}`, accept: 'application/json' },
      timeoutMs: 10_000,
      maxBytes: MAX_TOKEN_BYTES,
      signal,
    })
    if (status !== 200) throw failed(TITLE, `Its token service answered with status ${status}`)
    try {
      return Answer.parse(JSON.parse(Buffer.from(body).toString('utf8'))).value
    } catch {
      throw failed(TITLE, 'Its token service answered something else than a token')
    }
  },
}
