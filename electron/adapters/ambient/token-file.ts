import { MAX_TOKEN_BYTES } from '../given-token.ts'
import { type AmbientProvider, failed } from './provider.ts'

const TITLE = 'Kubernetes or SPIFFE'
/** Where Sigstore's clients look for a projected service account token, or one that a SPIFFE helper keeps fresh. */
const PATH = '/var/run/sigstore/cosign/oidc-token'

export const tokenFile: AmbientProvider = {
  id: 'token-file',
  title: TITLE,
  isJob: false,
  isHere: async ({ files }) => (await files.read(PATH, MAX_TOKEN_BYTES).catch(() => undefined)) !== undefined,
  async token({ files }) {
    const text = await files.read(PATH, MAX_TOKEN_BYTES)
    if (!text) throw failed(TITLE, `${PATH} is gone`)
    return Buffer.from(text).toString('utf8')
  },
}
