import { z } from 'zod'
import { Instance } from './instance.ts'

export const Licence = z.object({ name: z.string(), version: z.string(), licence: z.string() })

/** What the About screen says: versions, licences, and every host with the reason it is contacted. */
export const About = z.object({
  version: z.string(),
  electron: z.string(),
  chromium: z.string(),
  node: z.string(),
  dataFolder: z.string(),
  hosts: z.array(z.object({ host: z.string(), why: z.string() })),
  licences: z.array(Licence),
})
export type About = z.infer<typeof About>

/** What the frame of the window shows at all times. */
export const AppStatus = z.object({
  instance: Instance,
  /** A notice that cannot be dismissed: the offline runtime. */
  notice: z.string().optional(),
})
export type AppStatus = z.infer<typeof AppStatus>

/** The pages outside that the window may open, each by name: a page cannot be made up. */
export const LinkId = z.enum(['sigstore', 'source', 'security-policy'])
export type LinkId = z.infer<typeof LinkId>
