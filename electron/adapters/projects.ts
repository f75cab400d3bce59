/** The projects that a person looks after, in `projects.json` of the data folder. */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { type Fault, fault } from '../contract/faults.ts'
import { Dismissal, GateState, ProjectId, Run } from '../contract/model/project.ts'
import { keepFile } from './kept-file.ts'

export const StoredProject = z.object({
  id: ProjectId,
  /** The folder: absolute, and without links. */
  path: z.string(),
  addedAt: z.iso.datetime(),
  openedAt: z.iso.datetime(),
  state: GateState,
  dismissed: z.array(Dismissal),
  history: z.array(Run),
})
export type StoredProject = z.infer<typeof StoredProject>

export interface Projects {
  /** The last that was opened first. Never throws for what lies on the disk. */
  list(): Promise<{ readonly projects: readonly StoredProject[]; readonly problem?: Fault }>
  /** Fault: `project.unknown`. */
  get(id: ProjectId): Promise<StoredProject>
  /** The folder as a project; one that is there already is opened. Faults: `project.newer`, `project.in-use`, `files.*`. */
  open(path: string): Promise<StoredProject>
  /** Faults: `project.unknown`, and those of `open`. */
  change(id: ProjectId, edit: (now: StoredProject) => Partial<StoredProject>): Promise<StoredProject>
  forget(id: ProjectId): Promise<void>
}

/** More than anybody looks after. */
const MOST = 500

export function keepProjects(dataFolder: string, now: () => Date): Projects {
  const file = keepFile({
    dataFolder,
    name: 'projects.json',
    shape: { projects: z.array(StoredProject) },
    initial: { projects: [] },
    codes: { damaged: 'project.damaged', newer: 'project.newer', inUse: 'project.in-use' },
  })

  async function change(id: ProjectId, edit: (now: StoredProject) => Partial<StoredProject>): Promise<StoredProject> {
    let changed: StoredProject | undefined
    await file.change(({ projects }) => ({
      projects: projects.map((one) => {
        if (one.id !== id) return one
        changed = { ...one, ...edit(one) }
        return changed
      }),
    }))
    if (!changed) throw fault('project.unknown')
    return changed
  }

  return {
    async list() {
      const { value, problem } = await file.read()
      const projects = value.projects.toSorted((a, b) => (a.openedAt < b.openedAt ? 1 : -1))
      return problem ? { projects, problem } : { projects }
    },
    async get(id) {
      const found = (await file.read()).value.projects.find((one) => one.id === id)
      if (!found) throw fault('project.unknown')
      return found
    },
    async open(path) {
      const openedAt = now().toISOString()
      const fresh: StoredProject = {
        id: ProjectId.parse(`project-${randomBytes(16).toString('hex')}`),
        path,
        addedAt: openedAt,
        openedAt,
        state: 'cannot-tell',
        dismissed: [],
        history: [],
      }
      const { projects } = await file.change(({ projects: before }) => {
        const known = before.find((one) => one.path === path)
        const others = before.filter((one) => one !== known)
        return { projects: [{ ...(known ?? fresh), openedAt }, ...others].slice(0, MOST) }
      })
      return projects[0] ?? fresh
    },
    change,
    async forget(id) {
      await file.change(({ projects }) => ({ projects: projects.filter((one) => one.id !== id) }))
    },
  }
}
