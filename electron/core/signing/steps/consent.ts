import { fault } from '../../../contract/faults.ts'
import { sameIdentity } from '../identity.ts'
import { publicRecord } from '../public-record.ts'
import { once } from '../step.ts'

/**
 * Before the certificate is asked for, because the certificate already publishes the address. A session that must sign
 * in once more goes on without asking again, but only as the identity that was agreed to.
 */
export const consent = once({
  id: 'consent',
  scope: 'once',
  title: 'Agree to the record',
  explain: 'A window of its own shows exactly what will be public. Only you can press its button.',
  needs: ['sign-in'],
  async run({ 'sign-in': { identity } }, context) {
    const { ports, agreed, signal } = context
    if (agreed) {
      if (!sameIdentity(agreed.identity, identity)) {
        throw fault('auth.identity-changed', { expected: agreed.identity.name, actual: identity.name })
      }
      return agreed
    }
    const answer = await ports.consent.ask(publicRecord(identity, context), signal)
    if (answer === 'other-account') throw fault('auth.other-account')
    if (answer === 'refused') throw fault('consent.refused')
    return { identity, grantedAt: ports.clock.now().toISOString() }
  },
})
