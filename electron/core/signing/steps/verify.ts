import { fault } from '../../../contract/faults.ts'
import { verifyBundle } from '../../verify/verify.ts'
import { perFile } from '../step.ts'

/** With the code that users run, before anything is written. Never optional. */
export const verify = perFile({
  id: 'verify',
  scope: 'per-file',
  title: 'Verify the bundle',
  explain: 'Each bundle is checked as a stranger would check it, before it is written.',
  needs: ['digest', 'consent', 'bundle'],
  async run({ digest, consent: { identity }, bundle }, artifact, { instance }) {
    const verification = verifyBundle({
      bundle: bundle.json,
      sha256: digest.sha256,
      trust: instance.trust,
      expectation: { kind: 'identity', name: identity.name, issuer: identity.issuer },
    })
    if (!verification.ok) throw fault('sigstore.bundle-unsound', { name: artifact.name, reason: verification.detail })
    const { signer, times } = verification
    if (signer.kind === 'key') throw new TypeError('an identity was expected, and nothing else passes for one')
    return { identity: signer, time: (times[0] ?? new Date(0)).toISOString() }
  },
})
