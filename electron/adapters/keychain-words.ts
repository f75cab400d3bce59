/** What a process of the keychain is asked for, and what it answers. */
import { z } from 'zod'

/** `clear` deletes every account of a service. No text of a request is empty. */
export type KeychainRequest =
  | { readonly act: 'get' | 'delete'; readonly service: string; readonly account: string }
  | { readonly act: 'set'; readonly service: string; readonly account: string; readonly password: string }
  | { readonly act: 'clear'; readonly service: string }

/** `no-program`: it could not be loaded. `refused`: it is loaded, and will not. */
export const KeychainAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('done'), password: z.string().exactOptional() }),
  z.object({ outcome: z.literal('no-program') }),
  z.object({ outcome: z.literal('no-service') }),
  z.object({ outcome: z.literal('refused') }),
])
export type KeychainAnswer = z.infer<typeof KeychainAnswer>
