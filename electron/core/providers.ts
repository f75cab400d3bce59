/** The identity providers behind the sign-in pages of Sigstore's own instances, as their Dex knows them. */
import type { ProviderId } from '../contract/model/sign-in.ts'

/** The `connector_id` that opens the page of one provider at once. It is the issuer that the certificate names, too. */
export const CONNECTORS: Readonly<Record<ProviderId, string>> = {
  github: 'https://github.com/login/oauth',
  google: 'https://accounts.google.com',
  microsoft: 'https://login.microsoftonline.com',
}

/** Issuers that pass a sign-in on, and name in `federated_claims` whom they passed it to. */
export const FEDERATING_ISSUERS: readonly string[] = [
  'https://oauth2.sigstore.dev/auth',
  'https://oauth2.sigstage.dev/auth',
]

/** The providers to choose from at an issuer; none where the issuer knows people itself. */
export const providersAt = (issuer: string): readonly ProviderId[] =>
  FEDERATING_ISSUERS.includes(issuer) ? ['github', 'google', 'microsoft'] : []
