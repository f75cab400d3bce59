import { once } from '../step.ts'

export const signStatement = once({
  id: 'sign-statement',
  scope: 'once',
  title: 'Sign the statement',
  explain: 'With the key of this session. Nothing has been sent yet.',
  needs: ['statement'],
  async run({ statement: { sha256 } }, { secrets }) {
    return { signature: Buffer.from(secrets.sign(Buffer.from(sha256, 'hex'))).toString('base64') }
  },
})
