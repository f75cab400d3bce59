import { writeToLogs } from '../logs/write-to-logs.ts'
import { perFile } from '../step.ts'
import { checkStillValid } from '../validity.ts'

/** The entry that makes the signature public. */
export const log = perFile({
  id: 'log',
  scope: 'per-file',
  acts: true,
  asks: true,
  title: 'Write to the log',
  explain: 'Digest, signature and certificate go into the log, for everybody to see.',
  needs: ['digest', 'sign', 'get-certificate'],
  async run({ digest: { sha256 }, sign: { signature }, 'get-certificate': certificate }, _, context) {
    checkStillValid(certificate, context.ports.clock.now())
    const [leaf = ''] = certificate.chain
    return { entries: await writeToLogs({ sha256, signature, certificate: leaf }, context) }
  },
})
