import { fault } from '../../contract/faults.ts'
import { answer } from '../answer.ts'
import { EXIT } from '../exit-code.ts'
import { verb } from '../verb.ts'

const DEFAULT_TTL_S = '60'

export const practiceToken = verb({
  name: 'practice token',
  summary: 'Print an identity token of the practice issuer.',
  operands: '',
  flags: {
    email: { value: 'ADDRESS', help: 'whom the token names' },
    ttl: { value: 'SECONDS', help: `how long it lasts, ${DEFAULT_TTL_S} if nothing is said` },
  },
  async run({ flags: { email, ttl = DEFAULT_TTL_S } }, terminal) {
    if (email === undefined) throw fault('input.usage', { what: 'Name somebody with --email', verb: 'practice token' })
    if (!/^\d{1,6}$/.test(ttl))
      throw fault('input.usage', { what: '--ttl is a number of seconds', verb: 'practice token' })
    const [{ practiceFolder }, { mintIdentityToken }] = await Promise.all([
      import('../practice.ts'),
      import('../../adapters/practice/mint-token.ts'),
    ])
    const token = await mintIdentityToken(practiceFolder(terminal), { email, ttlSeconds: Number(ttl) })
    const head = { schemaVersion: 1, command: 'practice token' } as const
    await answer(terminal, 'practice token', { ...head, token }, token)
    return EXIT.fine
  },
})
