import { z } from 'zod'
import { BundleFates, ExportForm, Release, ReleaseList } from '../model/release.ts'
import { SessionId } from '../model/session.ts'
import { command, query } from '../procedure.ts'

const session = z.object({ session: SessionId })

export const releases = {
  /** What was signed here, by the journals. `search` looks through titles, files, digests, identities and instances. */
  list: query(z.object({ search: z.string().max(500), limit: z.number().int().positive().max(100_000) }), ReleaseList),
  /** Those whose process went away in the middle. Cheap: journals that tell of an end are not read. */
  interrupted: query(z.void(), z.array(Release)),
  /** Looks for the bundles of a release where they were written. */
  bundles: query(session, BundleFates),
  /** Writes the hallmark as a picture, or the receipt, where the person says; null: they changed their mind. */
  export: command(z.object({ session: SessionId, as: ExportForm }), z.object({ name: z.string() }).nullable()),
  /** Deletes the journal of a session once the person has agreed outside the page; bundles stay. False: they did not. */
  forget: command(session, z.boolean()),
}
