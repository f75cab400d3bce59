/** How the network is reached. */
import { z } from 'zod'

export const NetworkSettings = z.object({
  proxy: z.discriminatedUnion('use', [
    z.object({ use: z.literal('system') }),
    z.object({ use: z.literal('none') }),
    z.object({ use: z.literal('manual'), url: z.url({ protocol: /^https?$/ }) }),
  ]),
  /** Path of a file of further certificate authorities (PEM), trusted beside those of the system. */
  extraCaPath: z.string().optional(),
})
export type NetworkSettings = z.infer<typeof NetworkSettings>
