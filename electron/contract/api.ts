/** The one registry of procedures. Whatever is not here does not exist for the page. */
import { app } from './procedures/app.ts'
import { attestations } from './procedures/attestations.ts'
import { checks } from './procedures/checks.ts'
import { files } from './procedures/files.ts'
import { instances } from './procedures/instances.ts'
import { projects } from './procedures/projects.ts'
import { releases } from './procedures/releases.ts'
import { settings } from './procedures/settings.ts'
import { signing } from './procedures/signing.ts'
import { tasks } from './procedures/tasks.ts'
import { verifying } from './procedures/verifying.ts'

export const api = {
  app,
  attestations,
  checks,
  files,
  instances,
  projects,
  releases,
  settings,
  signing,
  tasks,
  verifying,
} as const
