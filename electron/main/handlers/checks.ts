import type { Projects } from '../../adapters/projects.ts'
import type { api } from '../../contract/api.ts'
import { fault } from '../../contract/faults.ts'
import type { CheckPage, Dismissal, HealthView, ProjectId } from '../../contract/model/project.ts'
import type { Handlers } from '../../contract/server.ts'
import { CHECKS } from '../../core/checks/index.ts'
import type { Clock } from '../../core/ports.ts'
import type { ProjectHealth } from '../project-health.ts'

export interface ChecksNeeds {
  readonly projects: Projects
  readonly health: ProjectHealth
  readonly clock: Clock
  /** Told when the sign of a project may be another one. */
  readonly changed: (id: ProjectId) => void
}

/** Fault: `input.invalid`. */
export function pageOf(check: string): CheckPage {
  const found = CHECKS.find(({ id }) => id === check)
  if (!found) throw fault('input.invalid', { what: 'check' })
  return { title: found.title, why: found.why, ...found.page }
}

export const checksHandlers = ({ projects, health, clock, changed }: ChecksNeeds): Handlers<typeof api>['checks'] => {
  /** Fault: `project.no-finding` where nothing was looked at in this run. */
  async function seen(id: ProjectId): Promise<HealthView> {
    const view = await health.view(id)
    if (!view) throw fault('project.no-finding')
    return view
  }

  async function keep(id: ProjectId, edit: (now: readonly Dismissal[]) => Dismissal[]): Promise<HealthView> {
    await projects.change(id, ({ dismissed }) => ({ dismissed: edit(dismissed) }))
    const { state } = await seen(id)
    await projects.change(id, () => ({ state }))
    changed(id)
    return seen(id)
  }

  return {
    health: async ({ project }) => (await health.view(project)) ?? null,

    async look({ project }, { signal, report }) {
      const view = await health.look(project, { signal, report })
      changed(project)
      return view
    },

    async ask({ project, whom }, { signal }) {
      const view = await health.ask(project, whom, signal)
      changed(project)
      return view
    },

    async dismiss({ project, finding, reason, until }) {
      const { checks } = (await seen(project)).health
      if (!checks.some(({ findings }) => findings.some(({ id }) => id === finding))) throw fault('project.no-finding')
      const dismissal = { finding, reason, at: clock.now().toISOString(), ...(until === null ? {} : { until }) }
      return keep(project, (now) => [...now.filter((one) => one.finding !== finding), dismissal])
    },

    restore: ({ project, finding }) => keep(project, (now) => now.filter((one) => one.finding !== finding)),

    page: async ({ check }) => pageOf(check),
  }
}
