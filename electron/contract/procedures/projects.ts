import { z } from 'zod'
import { FileRef } from '../model/file.ts'
import { Project, ProjectId, ProjectList } from '../model/project.ts'
import { command, query } from '../procedure.ts'

const project = z.object({ project: ProjectId })

export const projects = {
  /** The last that was opened first. */
  list: query(z.void(), ProjectList),
  project: query(project, Project),
  /** Adds a folder that was dropped. One that is there already is opened. Faults: `project.no-folder`, `files.*`. */
  add: command(z.object({ folder: FileRef }), Project),
  /** Adds a folder that the person names in a dialog of the system; null: they changed their mind. */
  choose: command(z.void(), Project.nullable()),
  /** Takes it off the list, with what was dismissed, once the person has agreed outside the page. False: they did not. */
  forget: command(project, z.boolean()),
}
