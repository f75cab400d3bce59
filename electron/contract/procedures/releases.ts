import { z } from 'zod'
import { Release, ReleaseList } from '../model/release.ts'
import { SessionId } from '../model/session.ts'
import { command, query } from '../procedure.ts'

const session = z.object({ session: SessionId })

export const releases = {
  /** What was signed here, by the journals. `search` looks through titles, files, digests, identities and instances. */
  list: query(z.object({ search: z.string().max(500), limit: z.number().int().positive().max(100_000) }), ReleaseList),
  /** Those whose process went away in the middle. Cheap: journals that tell of an end are not read. */
  interrupted: query(z.void(), z.array(Release)),
  /** Deletes the journal of a session once the person has agreed outside the page; bundles stay. False: they did not. */
  forget: command(session, z.boolean()),
}
