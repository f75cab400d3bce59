import { IDENTITY_FLAGS } from '../identity-flags.ts'
import { verb } from '../verb.ts'

/** What `sign` and `attest` have in common. */
export const SESSION_FLAGS = {
  instance: { value: 'NAME', help: 'practice, public, staging, or the file of a client trust config' },
  ...IDENTITY_FLAGS,
  yes: { help: 'agree to the public record without being asked' },
  force: { help: 'replace bundles that are there already' },
  out: { value: 'DIR', help: 'write the bundles there instead of beside the files' },
} as const

export const sign = verb({
  name: 'sign',
  summary: 'Sign files: one sign-in, one Sigstore bundle per file.',
  operands: 'FILE…',
  flags: SESSION_FLAGS,
  notes: [
    'Bundles are called FILE.sigstore.json, and FILE.practice.sigstore.json on the practice instance.',
    'A session that was cut off is gone on with when the same files are signed again.',
  ].join('\n'),
  async run({ operands, flags }, terminal) {
    const { runSessionVerb } = await import('../run-session-verb.ts')
    return runSessionVerb({ command: 'sign', files: operands, flags }, terminal)
  },
})
