import { requestWithRetry } from '../../core/retry.ts'
import { METADATA_ADDRESS } from '../confidential.ts'
import { MAX_TOKEN_BYTES } from '../given-token.ts'
import { type AmbientProvider, failed, type Surroundings } from './provider.ts'

const TITLE = 'Google Cloud'
/** What the firmware of a machine calls itself. */
const PRODUCT_FILE = '/sys/class/dmi/id/product_name'
const PATH = '/computeMetadata/v1/instance/service-accounts/default/identity'

/** As Google's own clients: another host and port may be named, for instance by an emulator. */
const hostOf = ({ env }: Surroundings): string => env.GCE_METADATA_HOST?.trim() || METADATA_ADDRESS

/** The machine's metadata service, which only programs on that machine can reach. */
export const googleCloud: AmbientProvider = {
  id: 'google-cloud',
  title: TITLE,
  isJob: false,
  hosts: (around) => [hostOf(around)],
  async isHere({ env, files }) {
    if (env.GCE_METADATA_HOST?.trim()) return true
    const product = await files.read(PRODUCT_FILE, 4096).catch(() => undefined)
    return product !== undefined && Buffer.from(product).toString('utf8').startsWith('Google')
  },
  async token(around, { audience, signal }) {
    const query = new URLSearchParams({ audience, format: 'full' })
    const { status, body } = await requestWithRetry(around, {
      method: 'GET',
      url: `http://${hostOf(around)}${PATH}?${query}`,
      headers: { 'metadata-flavor': 'Google' },
      timeoutMs: 5_000,
      maxBytes: MAX_TOKEN_BYTES,
      signal,
    })
    if (status === 404) throw failed(TITLE, 'This machine has no service account')
    if (status !== 200) throw failed(TITLE, `The metadata service answered with status ${status}`)
    return Buffer.from(body).toString('utf8')
  },
}
