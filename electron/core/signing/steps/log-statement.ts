import { envelopeText } from '../envelope.ts'
import { writeToLogs } from '../logs/write-to-logs.ts'
import { once } from '../step.ts'
import { checkStillValid } from '../validity.ts'

export const logStatement = once({
  id: 'log-statement',
  scope: 'once',
  acts: true,
  asks: true,
  title: 'Write to the log',
  explain: 'The log records the statement, its signature and the certificate, for everybody to see.',
  needs: ['statement', 'sign-statement', 'get-certificate'],
  async run({ statement, 'sign-statement': { signature }, 'get-certificate': certificate }, context) {
    checkStillValid(certificate, context.ports.clock.now())
    const [leaf = ''] = certificate.chain
    const content = { sha256: statement.sha256, signature, certificate: leaf }
    const envelope = envelopeText(statement.payload, signature)
    return { entries: await writeToLogs({ ...content, envelope }, context) }
  },
})
