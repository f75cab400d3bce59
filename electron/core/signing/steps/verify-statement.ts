import { fault } from '../../../contract/faults.ts'
import { verifyBundle } from '../../verify/verify.ts'
import { once } from '../step.ts'

/** With the code that users run, for each file that the statement is about, before anything is written. */
export const verifyStatement = once({
  id: 'verify-statement',
  scope: 'once',
  title: 'Verify the bundle',
  explain: 'The bundle is checked as a stranger would check it, for each file, before it is written.',
  needs: ['consent', 'statement', 'bundle-statement'],
  async run({ consent: { identity }, statement, 'bundle-statement': { json } }, { instance, subjects }) {
    const files = subjects()
    const [first = { name: '', sha256: '' }] = files
    const verification = verifyBundle({
      bundle: json,
      sha256: first.sha256,
      trust: instance.trust,
      expectation: { kind: 'identity', name: identity.name, issuer: identity.issuer },
      predicateType: statement.predicateType,
    })
    if (!verification.ok) throw fault('sigstore.bundle-unsound', { name: first.name, reason: verification.detail })
    const stated = new Set(verification.statement?.subjects.map(({ sha256 }) => sha256))
    const missing = files.find(({ sha256 }) => !stated.has(sha256))
    if (missing)
      throw fault('sigstore.bundle-unsound', { name: missing.name, reason: 'The statement does not name it' })
    return { identity, time: (verification.times[0] ?? new Date(0)).toISOString() }
  },
})
