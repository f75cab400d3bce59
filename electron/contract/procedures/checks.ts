import { z } from 'zod'
import { Service } from '../model/endpoints.ts'
import { CheckPage, Dismissal, HealthView, ProjectId, ScanProgress } from '../model/project.ts'
import { command, query, task } from '../procedure.ts'

const project = z.object({ project: ProjectId })

export const checks = {
  /** What the last look of this run found; null before there was one. Whoever asks is told of changes: `project.changed`. */
  health: query(project, HealthView.nullable()),
  /** Looks at the project as it is now. Faults: `files.*` of its folder, `worker.*`. */
  look: task(project, HealthView, ScanProgress),
  /**
   * Asks somebody else what they know of the project that was looked at. Faults: `network.*`, `evidence.*`,
   * `settings.endpoint`, `project.no-finding`, `project.no-repository`.
   */
  ask: task(project.extend({ whom: Service }), HealthView, z.never()),
  /** Keeps a finding from being asked about. It stays in the score. */
  dismiss: command(
    project.extend({ finding: z.string(), reason: Dismissal.shape.reason, until: z.iso.date().nullable() }),
    HealthView,
  ),
  /** Asks about it again. */
  restore: command(project.extend({ finding: z.string() }), HealthView),
  /** What a check is about, by its id. */
  page: query(z.object({ check: z.string() }), CheckPage),
}
