import { fault } from '../../../contract/faults.ts'
import { visible } from '../../display-name.ts'
import { ruleOfAuthority } from '../authority-rules.ts'
import { identityOf, issuerToAskAbout } from '../identity.ts'
import { namingRule } from '../issuers.ts'
import { once } from '../step.ts'

/** After this step the name is known; nothing but the sign-in itself has left the machine. */
export const signIn = once({
  id: 'sign-in',
  scope: 'once',
  title: 'Sign in',
  explain: 'The provider vouches for the name that the certificate will carry.',
  needs: [],
  async run(_, { ports, services, instance, secrets, signal, signIn: { choice, askCode, expected }, onPrompt }) {
    try {
      const token = await ports.signIn.signIn({
        issuer: services.signIn.url,
        clientId: instance.clientId,
        audience: instance.clientId,
        choice,
        signal,
        onPrompt,
        askCode,
      })
      const issuer = issuerToAskAbout(token.claims)
      const rule = issuer && (await ruleOfAuthority(ports, issuer, { url: services.certificate.url, signal }))
      const { identity, challenge } = identityOf(token.claims, rule ? () => rule : namingRule)
      if (expected !== undefined && identity.name !== expected) {
        throw fault('auth.identity-unexpected', { expected: visible(expected), actual: visible(identity.name) })
      }
      secrets.holdToken(token)
      return { identity, challenge, expiresAt: token.expiresAt.toISOString() }
    } finally {
      onPrompt(undefined)
    }
  },
})
