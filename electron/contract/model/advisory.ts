/** What databases of vulnerabilities know of packages. */
import { z } from 'zod'

/** A package with the version that would be installed. */
export const LockedPackage = z.object({
  /** As OSV calls it. */
  ecosystem: z.string(),
  name: z.string(),
  /** Empty where nobody can say: then it is asked about by its commit. */
  version: z.string(),
  commit: z.string().exactOptional(),
  /** Of the first file that names it. */
  path: z.string(),
  /** Ids that the maintainers leave out, for each file that names it; missing where one of those leaves none out. */
  ignored: z.array(z.array(z.string())).exactOptional(),
})
export type LockedPackage = z.infer<typeof LockedPackage>

/** A vulnerability, as OSV has it. */
export const Advisory = z.object({
  id: z.string(),
  /** Other names of the same. */
  aliases: z.array(z.string()),
  /** The packages of the project that have it: `name version`, or `name commit`. */
  packages: z.array(z.string()),
  /** Of the first file that names one of those. */
  path: z.string(),
})
export type Advisory = z.infer<typeof Advisory>

/** What was asked, and when. */
export const Advisories = z.object({ advisories: z.array(Advisory), at: z.iso.datetime() })
export type Advisories = z.infer<typeof Advisories>
