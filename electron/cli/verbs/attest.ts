import { fault } from '../../contract/faults.ts'
import { SESSION_FLAGS } from '../session-flags.ts'
import { verb } from '../verb.ts'

/** A predicate is read into memory, and the log takes no larger one. */
const MAX_PREDICATE_BYTES = 16 * 1024 * 1024

export const attest = verb({
  name: 'attest',
  summary: 'Sign a statement about files: an in-toto attestation in a Sigstore bundle.',
  operands: 'FILE…',
  flags: {
    type: {
      value: 'TYPE',
      help: 'what is attested: slsaprovenance1, cyclonedx, spdxjson, … or the URI of a predicate type',
    },
    predicate: { value: 'FILE', help: 'the predicate as JSON' },
    ...SESSION_FLAGS,
  },
  notes: 'One statement names every file. Its bundle is written beside each, as FILE.KIND.sigstore.json.',
  async run({ operands, flags: { type, predicate, ...flags } }, terminal) {
    if (type === undefined) throw fault('input.usage', { what: 'Say what is attested with --type', verb: 'attest' })
    if (predicate === undefined)
      throw fault('input.usage', { what: 'Name the predicate with --predicate', verb: 'attest' })
    const [{ runSessionVerb }, { predicateOf }, { readText }] = await Promise.all([
      import('../run-session-verb.ts'),
      import('../../core/attestations/kinds.ts'),
      import('../read-text.ts'),
    ])
    const text =
      predicate === '-' ? await terminal.readInput(MAX_PREDICATE_BYTES) : await readText(predicate, MAX_PREDICATE_BYTES)
    const { kind, ...checked } = await predicateOf(type, text)
    return runSessionVerb(
      { command: 'attest', files: operands, flags, attestation: { predicate: checked, label: kind } },
      terminal,
    )
  },
})
