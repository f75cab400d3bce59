/** By which of the ways a session proves who signs: what was asked for, then what CI offers, then the browser. */
import { resolve } from 'node:path'
import { detectAmbient } from '../adapters/ambient/sign-in.ts'
import { createBrowser } from '../adapters/browser.ts'
import { tokenSignIn } from '../adapters/given-token.ts'
import { createSignIn } from '../adapters/sign-in.ts'
import { tokenFromFile, tokenFromStream } from '../adapters/token-source.ts'
import { fault } from '../contract/faults.ts'
import { ProviderId, type SignInChoice } from '../contract/model/sign-in.ts'
import type { SignIn } from '../core/ports.ts'
import type { SigningInstance } from '../core/signing/instance.ts'
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

/**
 * A token that was named, then the page that was asked for. Where nothing is said and nobody sits at the terminal, the
 * token that the place gives its jobs; practice has an issuer of its own, and no use for those. Fault: `input.usage`.
 */
export async function wayToSignIn(
  flags: Given<typeof IDENTITY_FLAGS>,
  { isPractice }: SigningInstance,
  world: World,
  terminal: Terminal,
): Promise<WayToSignIn> {
  const { http, clock, files } = world
  const choice = choiceOf(flags)
  const expected = flags['expect-identity']
  const path = flags['identity-token-file']
  if (path !== undefined) {
    const source = path === '-' ? tokenFromStream(terminal.input) : tokenFromFile(resolve(path))
    return { signIn: tokenSignIn(source, clock), options: { expected }, isAmbient: false }
  }
  if (choice === undefined && !terminal.isInteractive && !isPractice) {
    const ambient = await detectAmbient({ env: terminal.env, files, http, clock })
    if (ambient) {
      terminal.tell(`Using the identity token of this job on ${ambient.title}.`)
      world.allow(ambient.hosts)
      return { signIn: ambient.signIn, options: { expected }, isAmbient: ambient.isJob }
    }
  }
  const browser = createBrowser({ open: (url) => openInBrowser(url, terminal.env) })
  // Where nobody sits, nobody can be asked for a code.
  const canAsk = terminal.isInteractive || choice?.way === 'paste'
  return {
    signIn: createSignIn({ http, browser, clock }),
    options: { choice, expected, ...(canAsk ? { askCode: () => terminal.ask('The code: ') } : {}) },
    isAmbient: false,
  }
}

function choiceOf(flags: Given<typeof IDENTITY_FLAGS>): SignInChoice | undefined {
  const { provider, device, oob } = flags
  const usage = (what: string) => fault('input.usage', { what, verb: 'sign' })
  const ways = [device, oob, flags['identity-token-file']].filter((way) => way !== undefined)
  if (ways.length > 1) throw usage('Give one of --device, --oob and --identity-token-file')
  if (provider === undefined && device === undefined && oob === undefined) return undefined
  if (flags['identity-token-file'] !== undefined) throw usage('A token that is there already needs no --provider')
  const known = ProviderId.optional().safeParse(provider)
  if (!known.success) throw usage(`--provider is one of ${ProviderId.options.join(', ')}`)
  const way = device === true ? 'device' : oob === true ? 'paste' : 'browser'
  return { way, ...(known.data === undefined ? {} : { provider: known.data }) }
}
