import { once } from '../step.ts'
import { timestampsOf } from '../timestamps.ts'
import { checkStillValid } from '../validity.ts'

export const timestampStatement = once({
  id: 'timestamp-statement',
  scope: 'once',
  asks: true,
  title: 'Have the time attested',
  explain: 'A timestamp authority countersigns the signature, so that the ten minutes can be checked for ever.',
  needs: ['sign-statement', 'get-certificate'],
  async run({ 'sign-statement': { signature }, 'get-certificate': certificate }, context) {
    checkStillValid(certificate, context.ports.clock.now())
    return timestampsOf(signature, context)
  },
})
