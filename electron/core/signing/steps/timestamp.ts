import { perFile } from '../step.ts'
import { timestampsOf } from '../timestamps.ts'
import { checkStillValid } from '../validity.ts'

export const timestamp = perFile({
  id: 'timestamp',
  scope: 'per-file',
  asks: true,
  title: 'Have the time attested',
  explain: 'A timestamp authority countersigns each signature, so that the ten minutes can be checked for ever.',
  needs: ['sign', 'get-certificate'],
  async run({ sign: { signature }, 'get-certificate': certificate }, _, context) {
    checkStillValid(certificate, context.ports.clock.now())
    return timestampsOf(signature, context)
  },
})
