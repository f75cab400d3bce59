/** A sign-in that must not succeed, and must give nothing away as it fails. */
import { inspect } from 'node:util'
import { expect } from 'vitest'
import { createHttp } from '../../electron/adapters/http.ts'
import { createSignIn } from '../../electron/adapters/sign-in.ts'
import { Fault } from '../../electron/contract/faults.ts'
import type { Clock, Http } from '../../electron/core/ports.ts'
import { hurriedClock } from '../fakes/clock.ts'
import { type Script, scriptedProvider } from './scripted-provider.ts'

export const real = createHttp({ isAllowed: () => true })

/** Signs in at a provider with this script, and returns the fault that it ends with. */
export async function faultAt(
  script: Script,
  { http = real, clock = hurriedClock() }: { http?: Http; clock?: Clock } = {},
) {
  const provider = await scriptedProvider(script)
  const visits: Promise<unknown>[] = []
  const browser = {
    async open(url: string) {
      const visit = fetch(url).then((response) => response.text())
      visits.push(visit)
      await visit
    },
  }
  const { signal } = new AbortController()
  const request = { issuer: provider.issuer, clientId: 'sigstore', audience: 'sigstore', signal, onPrompt: () => {} }
  const error = await createSignIn({ http, browser, clock })
    .signIn(request)
    .then(
      () => 'a token',
      (e: unknown) => e,
    )
  if (!(error instanceof Fault)) throw new Error('no fault', { cause: error })
  const said = inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error.toRecord())
  for (const secret of provider.secrets) expect(said).not.toContain(secret)
  for (const page of await Promise.all(visits)) expect(page).not.toContain('You are signed in.')
  return { ...error.toRecord(), provider }
}
