import { SESSION_FLAGS } from '../session-flags.ts'
import { verb } from '../verb.ts'

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
