import { once } from '../step.ts'

/** SubjectPublicKeyInfo of an uncompressed P-256 point (RFC 5480): everything before the 65 bytes of the point. */
const P256_SPKI_PREFIX = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107034200', 'hex')

export const makeKey = once({
  id: 'make-key',
  scope: 'once',
  title: 'Make a key',
  explain: 'A key for this session alone. It stays in memory and is forgotten at the end.',
  needs: [],
  async run(_, { secrets }) {
    const publicKey = Buffer.concat([P256_SPKI_PREFIX, secrets.makeKey()])
    return { publicKey: publicKey.toString('base64') }
  },
})
