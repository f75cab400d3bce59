/** By which of the ways a session proves who signs: what was asked for, then what CI offers, then the browser. */
import { createBrowser } from '../adapters/browser.ts'
import { createSignIn } from '../adapters/sign-in.ts'
import type { SignIn } from '../core/ports.ts'
import type { SigningInstance } from '../core/signing/instance.ts'
import { openInBrowser } from './open-in-browser.ts'
import type { Terminal } from './terminal.ts'
import type { Given } from './verb.ts'
import type { World } from './world.ts'

export const IDENTITY_FLAGS = {
  'identity-token-file': { value: 'FILE', help: 'an identity token from a file, or from standard input with -' },
  provider: { value: 'P', help: 'the page to sign in with: github, google or microsoft' },
  device: { help: 'sign in on another device, with a code' },
  oob: { help: 'sign in anywhere, and paste the code that the page shows' },
} as const

export interface WayToSignIn {
  readonly signIn: SignIn
  /** Whether the token is that of a CI job: the person agreed when the job was written. */
  readonly isAmbient: boolean
}

export async function wayToSignIn(
  _flags: Given<typeof IDENTITY_FLAGS>,
  _instance: SigningInstance,
  { http, clock }: World,
  terminal: Terminal,
): Promise<WayToSignIn> {
  const browser = createBrowser({ open: (url) => openInBrowser(url, terminal.env) })
  return { signIn: createSignIn({ http, browser, clock }), isAmbient: false }
}
