/** A person signs in, in the way they wish. */
import { Fault, fault } from '../contract/faults.ts'
import type { IdentityToken, SignIn, SignInRequest } from '../core/ports.ts'
import { type SignInPorts, signInByBrowser } from './browser-sign-in.ts'
import { signInByDevice } from './device-sign-in.ts'
import { findProvider, type Provider } from './oidc-provider.ts'
import { signInByPaste } from './paste-sign-in.ts'

const FIVE_MINUTES_MS = 5 * 60 * 1000

/** Where the browser found no way back, the code can still be brought by hand. */
const NO_WAY_BACK = ['auth.no-port', 'auth.timeout']

/**
 * Sign-ins with any provider of OpenID Connect. `timeoutMs` is how long a page is waited for. Where nobody came back from
 * the browser and the request can ask for a code, the page that shows one is the second attempt. Faults: `auth.denied`,
 * `auth.timeout`, `auth.token-invalid`, `auth.no-port`, `auth.way-unsupported`, `auth.code-expired`, `network.*`,
 * `sigstore.answer-unreadable` and `cancelled`; none of them holds a token, a code or a verifier.
 */
export function createSignIn(ports: SignInPorts, { timeoutMs = FIVE_MINUTES_MS }: { timeoutMs?: number } = {}): SignIn {
  async function byBrowser(provider: Provider, request: SignInRequest) {
    try {
      return await signInByBrowser(provider, request, ports, timeoutMs)
    } catch (error) {
      const isLost = error instanceof Fault && NO_WAY_BACK.includes(error.code)
      if (!isLost || request.askCode === undefined) throw error
      return signInByPaste(provider, request, ports, timeoutMs)
    }
  }

  function inTheirWay(provider: Provider, request: SignInRequest): Promise<IdentityToken> {
    switch (request.choice?.way ?? 'browser') {
      case 'browser':
        return byBrowser(provider, request)
      case 'paste':
        return signInByPaste(provider, request, ports, timeoutMs)
      case 'device':
        return signInByDevice(provider, request, ports)
    }
  }

  return {
    async signIn(request) {
      if (request.signal.aborted) throw fault('cancelled')
      const provider = await findProvider(ports, request)
      try {
        return await inTheirWay(provider, request)
      } catch (error) {
        throw provider.blamingClock(error, ports.clock.now())
      }
    },
  }
}
