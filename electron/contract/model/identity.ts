import { z } from 'zod'

/** Who the certificate names: its subject alternative name, and the issuer that vouched for it. */
export const Identity = z.object({
  name: z.string(),
  kind: z.enum(['email', 'uri']),
  issuer: z.string(),
})
export type Identity = z.infer<typeof Identity>
