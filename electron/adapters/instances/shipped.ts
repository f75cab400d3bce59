/**
 * The copy of trust data that came with the app, loaded when it is needed. It is bundled with the program, so that the app
 * and the command line find it wherever they lie. Made by build/refresh-trust.mjs.
 */
import type { RefreshedKind } from '../../core/endpoints.ts'
import type { TrustTexts } from './trust-texts.ts'

export interface ShippedTrust extends TrustTexts {
  /** The TUF root to begin with. */
  readonly root: string
  /** As of when it was good: ISO 8601 in UTC. */
  readonly date: string
}

export async function shippedTrust(id: RefreshedKind): Promise<ShippedTrust> {
  const { root, trustedRoot, signingConfig, source } = await parts[id]()
  return {
    root: JSON.stringify(root.default),
    trustedRoot: JSON.stringify(trustedRoot.default),
    signingConfig: JSON.stringify(signingConfig.default),
    date: new Date(source.default.date).toISOString(),
  }
}

/** Written out, since a bundler follows names and not patterns. */
const parts = {
  public: async () => ({
    root: await import('../../../resources/trust/public/root.json'),
    trustedRoot: await import('../../../resources/trust/public/trusted_root.json'),
    signingConfig: await import('../../../resources/trust/public/signing_config.json'),
    source: await import('../../../resources/trust/public/source.json'),
  }),
  staging: async () => ({
    root: await import('../../../resources/trust/staging/root.json'),
    trustedRoot: await import('../../../resources/trust/staging/trusted_root.json'),
    signingConfig: await import('../../../resources/trust/staging/signing_config.json'),
    source: await import('../../../resources/trust/staging/source.json'),
  }),
}
