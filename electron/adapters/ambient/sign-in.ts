/**
 * Signing in as the job that runs: with a token of the place that runs it. For the command line only; a person at a desk
 * must not sign under the name of a machine because some variable was left set.
 */
import type { SignIn } from '../../core/ports.ts'
import { tokenSignIn } from '../given-token.ts'
import type { AmbientProvider, Surroundings } from './provider.ts'
import { AMBIENT_PROVIDERS } from './providers.ts'

/** A place that was found, and the sign-in that uses it. */
export interface Ambient {
  readonly id: string
  readonly title: string
  readonly isJob: boolean
  /** Hosts that the sign-in asks, to be allowed beforehand. */
  readonly hosts: readonly string[]
  readonly signIn: SignIn
}

/** The first place of the list that runs this job, or undefined outside of all of them. Asks no network. */
export async function detectAmbient(around: Surroundings): Promise<Ambient | undefined> {
  for (const provider of AMBIENT_PROVIDERS) if (await provider.isHere(around)) return ambient(provider, around)
  return undefined
}

const ambient = (provider: AmbientProvider, around: Surroundings): Ambient => ({
  id: provider.id,
  title: provider.title,
  isJob: provider.isJob,
  hosts: provider.hosts?.(around) ?? [],
  signIn: {
    async signIn(request) {
      const { audience } = request
      const { signIn } = tokenSignIn((signal) => provider.token(around, { audience, signal }), around.clock)
      return { ...(await signIn(request)), isAmbient: true }
    },
  },
})
