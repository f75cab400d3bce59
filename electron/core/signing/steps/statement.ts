import { createHash } from 'node:crypto'
import { fault } from '../../../contract/faults.ts'
import { makeStatement, STATEMENT_PAYLOAD_TYPE } from '../../attestations/statement.ts'
import { pae } from '../../dsse.ts'
import { once } from '../step.ts'

/** What the attestation says, word for word: one in-toto statement about every file of the session. */
export const statement = once({
  id: 'statement',
  scope: 'once',
  title: 'Write the statement',
  explain: 'One statement names every file by its digest, and says of them what you want to attest.',
  needs: [],
  async run(_, { subjects, predicate }) {
    if (!predicate) throw fault('internal', { id: 'no-predicate' })
    const { payload } = makeStatement(subjects(), predicate)
    return {
      predicateType: predicate.type,
      payload: payload.toString('base64'),
      sha256: createHash('sha256').update(pae(STATEMENT_PAYLOAD_TYPE, payload)).digest('hex'),
    }
  },
})
