import { toDSSEBundle } from '@sigstore/bundle'
import { STATEMENT_PAYLOAD_TYPE } from '../../attestations/statement.ts'
import { withEvidence } from '../assemble.ts'
import { once } from '../step.ts'

/** An attestation: the statement in its envelope, with everything that a stranger needs to believe it. */
export const bundleStatement = once({
  id: 'bundle-statement',
  scope: 'once',
  title: 'Put the bundle together',
  explain: 'Statement, signature, certificate, timestamp and log entry, in one document.',
  needs: ['statement', 'sign-statement', 'get-certificate', 'timestamp-statement', 'log-statement'],
  async run({ statement, 'sign-statement': sign, 'get-certificate': { chain }, ...evidence }) {
    const made = toDSSEBundle({
      artifact: Buffer.from(statement.payload, 'base64'),
      artifactType: STATEMENT_PAYLOAD_TYPE,
      signature: Buffer.from(sign.signature, 'base64'),
      certificate: Buffer.from(chain[0] ?? '', 'base64'),
      certificateChain: false,
    })
    return { json: withEvidence(made, evidence['timestamp-statement'], evidence['log-statement']) }
  },
})
