/** How a person proves who they are, and what they are shown while a session waits for them. */
import { z } from 'zod'

/** Whom a sign-in page can be opened for at once, where an instance passes sign-ins on to several providers. */
export const ProviderId = z.enum(['github', 'google', 'microsoft'])
export type ProviderId = z.infer<typeof ProviderId>

/**
 * `browser`: a page in the browser of this machine, which comes back by itself. `paste`: a page anywhere, which shows a
 * code to bring here. `device`: a short code from here, to type into a page anywhere (RFC 8628).
 */
export const SignInWay = z.enum(['browser', 'paste', 'device'])
export type SignInWay = z.infer<typeof SignInWay>

export const SignInChoice = z.object({ way: SignInWay, provider: ProviderId.optional() })
export type SignInChoice = z.infer<typeof SignInChoice>

/** What the person needs to go on. `url` is the page: to be opened, or copied into another browser. */
export const SignInPrompt = z.discriminatedUnion('way', [
  z.object({ way: z.literal('browser'), url: z.string() }),
  z.object({ way: z.literal('paste'), url: z.string() }),
  z.object({ way: z.literal('device'), url: z.string(), code: z.string(), expiresAt: z.iso.datetime() }),
])
export type SignInPrompt = z.infer<typeof SignInPrompt>

/** A code as a sign-in page shows it (RFC 6749, appendix A.11), after people's blanks are taken off. */
export const PastedCode = z
  .string()
  .max(4096)
  .trim()
  .min(1)
  .max(2048)
  .regex(/^[\x21-\x7e]+$/)
