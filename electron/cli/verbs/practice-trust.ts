import { fault } from '../../contract/faults.ts'
import { answer } from '../answer.ts'
import { EXIT } from '../exit-code.ts'
import { verb } from '../verb.ts'

export const practiceTrust = verb({
  name: 'practice trust',
  summary: 'Write the trusted root and the signing config of the practice instance, for other Sigstore clients.',
  operands: '',
  flags: { out: { value: 'DIR', help: 'the folder to write them to' } },
  async run({ flags: { out } }, terminal) {
    if (out === undefined) throw fault('input.usage', { what: 'Name the folder with --out', verb: 'practice trust' })
    const { openPracticeOf, writePracticeTrust } = await import('../practice.ts')
    const practice = await openPracticeOf(terminal)
    try {
      const written = await writePracticeTrust(practice, out)
      const head = { schemaVersion: 1, command: 'practice trust' } as const
      const text = Object.values(written).join('\n')
      await answer(terminal, 'practice trust', { ...head, ...written }, text)
      return EXIT.fine
    } finally {
      await practice.close()
    }
  },
})
