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
  async run({ consent: { identity }, 'bundle-statement': { json } }, { instance, subjects }) {
    let time = new Date(0)
    for (const { name, sha256 } of subjects()) {
      const verification = verifyBundle({
        bundle: json,
        sha256,
        trust: instance.trust,
        expectation: { kind: 'identity', name: identity.name, issuer: identity.issuer },
      })
      if (!verification.ok) throw fault('sigstore.bundle-unsound', { name, reason: verification.detail })
      time = verification.times[0] ?? time
    }
    return { identity, time: time.toISOString() }
  },
})
