import { perFile } from '../step.ts'

export const sign = perFile({
  id: 'sign',
  scope: 'per-file',
  title: 'Sign the digests',
  explain: 'Each digest is signed with the key of this session. Nothing has been sent yet.',
  needs: ['digest'],
  async run({ digest }, _, { secrets }) {
    return { signature: Buffer.from(secrets.sign(Buffer.from(digest.sha256, 'hex'))).toString('base64') }
  },
})
