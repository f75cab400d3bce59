import { z } from 'zod'

/**
 * Where secrets are kept. In memory they last as long as this run: no program for the keychain could be loaded, no service
 * is there to keep them, it gives no answer, or it has refused.
 */
export const SecretsPlace = z.discriminatedUnion('where', [
  z.object({ where: z.literal('keychain'), name: z.string() }),
  z.object({ where: z.literal('memory'), why: z.enum(['no-program', 'no-service', 'no-answer', 'refused']) }),
])
export type SecretsPlace = z.infer<typeof SecretsPlace>
