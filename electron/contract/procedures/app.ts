import { z } from 'zod'
import { About, AppStatus, LinkId } from '../model/about.ts'
import { command, query } from '../procedure.ts'

export const app = {
  status: query(z.void(), AppStatus),
  about: query(z.void(), About),
  /** Opens one of the known pages in the person's browser. */
  openLink: command(z.object({ link: LinkId }), z.void()),
}
