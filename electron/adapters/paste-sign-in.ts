/** Signing in on a page anywhere, which shows a code to bring here: authorization code with PKCE, out of band. */
import { fault } from '../contract/faults.ts'
import { PastedCode } from '../contract/model/sign-in.ts'
import type { IdentityToken, SignInRequest } from '../core/ports.ts'
import { checked, connectorOf, newChallenge, type SignInPorts } from './browser-sign-in.ts'
import { OUT_OF_BAND, type Provider } from './oidc-provider.ts'
import { waitForPerson } from './wait-for-person.ts'

/**
 * Shows the address of the page, and waits for the code. No browser is opened: whoever pastes has it elsewhere. Faults:
 * as `createSignIn`.
 */
export async function signInByPaste(
  provider: Provider,
  request: SignInRequest,
  { clock }: Pick<SignInPorts, 'clock'>,
  timeoutMs: number,
): Promise<IdentityToken> {
  const { askCode, signal } = request
  if (askCode === undefined) throw fault('input.invalid', { what: 'nobody can be asked for a code' })
  const challenge = newChallenge()
  const url = await provider.authorizationUrl(OUT_OF_BAND, challenge, connectorOf(request))
  request.onPrompt({ way: 'paste', url })
  const code = PastedCode.safeParse(await waitForPerson(askCode, { clock, timeoutMs, signal }))
  if (!code.success) throw fault('auth.denied', { reason: 'that is no code of a sign-in page' })
  const tokens = await provider.exchangeShown(code.data, challenge)
  return checked(tokens, { provider, nonce: challenge.nonce, request, clock })
}
