import { realpath, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { reading } from '../../adapters/file-faults.ts'
import type { Projects, StoredProject } from '../../adapters/projects.ts'
import type { api } from '../../contract/api.ts'
import { fault } from '../../contract/faults.ts'
import type { Project } from '../../contract/model/project.ts'
import type { Handlers } from '../../contract/server.ts'
import { displayName, visible } from '../../core/display-name.ts'
import type { ChosenFiles } from '../chosen-files.ts'
import type { Confirm } from '../confirm-window.ts'
import type { ProjectHealth } from '../project-health.ts'

export interface ProjectsNeeds {
  readonly projects: Projects
  readonly health: ProjectHealth
  readonly chosen: ChosenFiles
  /** Asks the person for a folder, outside the page. */
  readonly chooseFolder: () => Promise<string | undefined>
  readonly confirm: Confirm
}

export const projectsHandlers = (needs: ProjectsNeeds): Handlers<typeof api>['projects'] => {
  const { projects, health, chosen, chooseFolder, confirm } = needs

  async function open(path: string): Promise<Project> {
    const real = await reading(path, () => realpath(path))
    if (!(await stat(real)).isDirectory()) throw fault('project.no-folder', { name: displayName(path) })
    return shown(await projects.open(real))
  }

  return {
    async list() {
      const { projects: all, problem } = await projects.list()
      return { projects: all.map(shown), ...(problem ? { problem: problem.toRecord() } : {}) }
    },
    project: async ({ project }) => shown(await projects.get(project)),
    add: ({ folder }) => open(chosen.pathOf(folder)),

    async choose() {
      const path = await chooseFolder()
      return path === undefined ? null : open(path)
    },

    async forget({ project }, { signal }) {
      const { path, addedAt, dismissed } = await projects.get(project)
      const question = {
        kind: 'forget-project',
        name: displayName(path),
        addedAt,
        dismissed: dismissed.length,
      } as const
      if (!(await confirm(question, signal))) return false
      health.forget(project)
      await projects.forget(project)
      return true
    },
  }
}

function shown({ id, path, addedAt, state, history }: StoredProject): Project {
  const last = history.at(-1)
  return { id, name: displayName(path), folder: visible(dirname(path)), addedAt, state, ...(last ? { last } : {}) }
}
