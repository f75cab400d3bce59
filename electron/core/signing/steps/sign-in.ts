import { identityOf } from '../identity.ts'
import { once } from '../step.ts'

/** After this step the name is known; nothing but the sign-in itself has left the machine. */
export const signIn = once({
  id: 'sign-in',
  scope: 'once',
  title: 'Sign in',
  explain: 'In your browser. The provider vouches for the name that the certificate will carry.',
  needs: [],
  async run(_, { ports, services, instance, secrets, signal, onSignInUrl }) {
    try {
      const token = await ports.signIn.signIn({
        issuer: services.signIn.url,
        clientId: instance.clientId,
        audience: instance.clientId,
        signal,
        onUrl: onSignInUrl,
      })
      const { identity, challenge } = identityOf(token.claims)
      secrets.holdToken(token)
      return { identity, challenge, expiresAt: token.expiresAt.toISOString() }
    } finally {
      onSignInUrl(undefined)
    }
  },
})
