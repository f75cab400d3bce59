import { z } from 'zod'

/** Who the certificate names: its subject alternative name, and the issuer that vouched for it. */
export const Identity = z.object({
  name: z.string(),
  /** The kind of name in the certificate (GeneralName, RFC 5280 §4.2.1.6); a username is an otherName of Fulcio's. */
  kind: z.enum(['email', 'uri', 'username']),
  issuer: z.string(),
})
export type Identity = z.infer<typeof Identity>
