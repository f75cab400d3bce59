/** By which of the ways a session proves who signs: what was asked for, then what CI offers, then the browser. */
import { createBrowser } from '../adapters/browser.ts'
import { createSignIn } from '../adapters/sign-in.ts'
import { fault } from '../contract/faults.ts'
import { ProviderId, type SignInChoice } from '../contract/model/sign-in.ts'
import type { SignIn } from '../core/ports.ts'
import type { SignInOptions } from '../core/signing/step.ts'
import type { IDENTITY_FLAGS } from './identity-flags.ts'
import { openInBrowser } from './open-in-browser.ts'
import type { Terminal } from './terminal.ts'
import type { Given } from './verb.ts'
import type { World } from './world.ts'

export interface WayToSignIn {
  readonly signIn: SignIn
  readonly options: SignInOptions
  /** Whether the token is that of a CI job: the person agreed when the job was written. */
  readonly isAmbient: boolean
}

export async function wayToSignIn(
  flags: Given<typeof IDENTITY_FLAGS>,
  { http, clock }: World,
  terminal: Terminal,
): Promise<WayToSignIn> {
  const browser = createBrowser({ open: (url) => openInBrowser(url, terminal.env) })
  const choice = choiceOf(flags)
  // Where nobody sits, nobody can be asked for a code.
  const askCode = terminal.isInteractive || choice.way === 'paste' ? () => terminal.ask('The code: ') : undefined
  return {
    signIn: createSignIn({ http, browser, clock }),
    options: { choice, expected: flags['expect-identity'], ...(askCode ? { askCode } : {}) },
    isAmbient: false,
  }
}

function choiceOf({ provider, device, oob }: Given<typeof IDENTITY_FLAGS>): SignInChoice {
  const usage = (what: string) => fault('input.usage', { what, verb: 'sign' })
  if (device === true && oob === true) throw usage('Give one of --device and --oob')
  const known = ProviderId.optional().safeParse(provider)
  if (!known.success) throw usage(`--provider is one of ${ProviderId.options.join(', ')}`)
  const way = device === true ? 'device' : oob === true ? 'paste' : 'browser'
  return { way, ...(known.data === undefined ? {} : { provider: known.data }) }
}
