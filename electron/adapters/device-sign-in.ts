/** Signing in with a short code that is typed into a page anywhere: the device flow (RFC 8628). */
import { randomPKCECodeVerifier } from 'openid-client'
import { fault } from '../contract/faults.ts'
import type { Clock, IdentityToken, SignInRequest } from '../core/ports.ts'
import { isLostAnswer } from '../core/retry.ts'
import { checked, type SignInPorts } from './browser-sign-in.ts'
import type { DeviceCode, Provider, Tokens } from './oidc-provider.ts'

/** RFC 8628 §3.5: so much longer after each `slow_down`. */
const SLOWER_S = 5

/** Shows the code and the page, and asks until somebody has signed in. Faults: as `createSignIn`. */
export async function signInByDevice(
  provider: Provider,
  request: SignInRequest,
  { clock }: Pick<SignInPorts, 'clock'>,
): Promise<IdentityToken> {
  const verifier = randomPKCECodeVerifier()
  const device = await provider.startDevice(verifier)
  const endsAt = new Date(clock.now().getTime() + device.expiresInS * 1000)
  request.onPrompt({ way: 'device', url: device.url, code: device.userCode, expiresAt: endsAt.toISOString() })
  const ask = () => provider.pollDevice(device, verifier)
  const tokens = await poll(ask, { device, endsAt, clock, signal: request.signal })
  return checked(tokens, { provider, nonce: undefined, request, clock })
}

interface Polling {
  readonly device: DeviceCode
  readonly endsAt: Date
  readonly clock: Clock
  readonly signal: AbortSignal
}

/** The code ends by our clock too: a provider that stays silent about it is not asked for ever. */
async function poll(ask: () => ReturnType<Provider['pollDevice']>, polling: Polling): Promise<Tokens> {
  const { device, endsAt, clock, signal } = polling
  let waitS = device.intervalS
  for (;;) {
    const leftMs = endsAt.getTime() - clock.now().getTime()
    if (leftMs <= 0) throw fault('auth.code-expired')
    await clock.sleep(Math.min(waitS * 1000, leftMs), signal).catch((error: unknown) => {
      throw signal.aborted ? fault('cancelled') : error
    })
    const answer = await ask().catch((error: unknown) => {
      if (isLostAnswer(error)) return 'lost' as const
      throw error
    })
    if (typeof answer === 'object') return answer
    if (answer === 'slow-down') waitS += SLOWER_S
    // A network that drops what is asked is asked half as often each time.
    if (answer === 'lost') waitS *= 2
  }
}
