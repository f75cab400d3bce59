/** A sign-in at a scripted provider, held at the points that a test looks at. */
import { type Agent, request as httpRequest } from 'node:http'
import { systemClock } from '../../electron/adapters/clock.ts'
import { createHttp } from '../../electron/adapters/http.ts'
import { createSignIn } from '../../electron/adapters/sign-in.ts'
import type { Browser } from '../../electron/core/ports.ts'
import { type Script, scriptedProvider } from './scripted-provider.ts'

export const http = createHttp({ isAllowed: () => true })

/** Follows every redirect, and shows no page to anybody. */
export const follower: Browser = {
  async open(url) {
    await fetch(url)
  },
}
/** Somebody who never comes. */
export const nobody: Browser = { async open() {} }

/** A sign-in at a scripted provider. `page` is the address that onPrompt was told. */
export async function begin(
  browser: Browser,
  over: { script?: Script; timeoutMs?: number; signal?: AbortSignal } = {},
) {
  const provider = await scriptedProvider(over.script)
  const options = over.timeoutMs === undefined ? {} : { timeoutMs: over.timeoutMs }
  let tell: (url: URL) => void = () => {}
  const page = new Promise<URL>((resolve) => {
    tell = resolve
  })
  const token = createSignIn({ http, browser, clock: systemClock }, options).signIn({
    issuer: provider.issuer,
    clientId: 'sigstore',
    audience: 'sigstore',
    signal: over.signal ?? new AbortController().signal,
    onPrompt: ({ url }) => tell(new URL(url)),
  })
  token.catch(() => {})
  const callback = page.then(({ searchParams }) => {
    const url = new URL(searchParams.get('redirect_uri') ?? '')
    return { url, state: searchParams.get('state') ?? '' }
  })
  return { provider, token, page, callback }
}

/** A request exactly as written: no path is tidied up on the way. */
export function send(
  port: string,
  method: string,
  path: string,
  agent?: Agent,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port, method, path, ...(agent ? { agent } : {}) },
      async (response) => {
        let body = ''
        for await (const chunk of response) body += String(chunk)
        resolve({ status: response.statusCode ?? 0, body })
      },
    )
    request.on('error', reject).end()
  })
}
