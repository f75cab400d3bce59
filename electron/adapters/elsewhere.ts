/** What others know of a project: what they said within the last week, and asking them. Nobody is asked by itself. */
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { fault } from '../contract/faults.ts'
import type { Advisories } from '../contract/model/advisory.ts'
import type { Health, ScanResult } from '../contract/model/check.ts'
import type { OssFuzzAnswer, Service } from '../contract/model/endpoints.ts'
import type { Comparison } from '../contract/model/published.ts'
import { CHECKS } from '../core/checks/index.ts'
import type { Git } from '../core/ports.ts'
import { compare, filesBehind } from '../core/published.ts'
import { repositoryName } from '../core/repository-name.ts'
import { createOssFuzz } from './oss-fuzz.ts'
import { createOsv } from './osv.ts'
import { createPublishedScores } from './published-scores.ts'
import type { Services } from './services.ts'

/** What others have to be told of a project. */
export interface About {
  /** Its folder. */
  readonly root: string
  /** `host/owner/name`, where the folder is a working tree of one. */
  readonly repository?: string
}

/** The published score beside ours, and when it was asked for. */
export interface PublishedBeside {
  readonly at: string
  /** Missing where none was published. */
  readonly comparison?: Comparison
}

export interface Elsewhere {
  /** By what git says. Fault: `cancelled`. */
  about(root: string, signal: AbortSignal): Promise<About>
  /** Whether OSS-Fuzz fuzzes it, as far as that was said. */
  ossFuzz(about: About): Promise<OssFuzzAnswer | undefined>
  /** Undefined where one of its dependencies was not asked about. */
  advisories(result: ScanResult): Promise<Advisories | undefined>
  /** Fault: `cancelled`. */
  published(about: About, health: Health, signal: AbortSignal): Promise<PublishedBeside | undefined>
  /** Afterwards it is known. Faults: `network.*`, `evidence.unreadable`, `settings.endpoint`, `project.no-repository`, `cancelled`. */
  ask(whom: Service, about: About, result: Pick<ScanResult, 'locked'>, signal: AbortSignal): Promise<void>
  /** Who would be asked. */
  host(of: Service): Promise<string>
}

export function createElsewhere(services: Services, git: Git, dataFolder: string): Elsewhere {
  const osv = createOsv(services, dataFolder)
  const fuzz = createOssFuzz(services, dataFolder)
  const scores = createPublishedScores(services, dataFolder)

  /** Fault: `project.no-repository`. */
  function repositoryOf({ repository }: About): string {
    if (repository === undefined) throw fault('project.no-repository')
    return repository
  }

  return {
    async about(root, signal) {
      // Of a folder inside it, something else would be said.
      const isTop = await access(join(root, '.git')).then(
        () => true,
        () => false,
      )
      const { source } = isTop ? await git.source(root, signal) : { source: undefined }
      const repository = source?.repository === undefined ? undefined : repositoryName(source.repository)
      return { root, ...(repository === undefined ? {} : { repository }) }
    },

    ossFuzz: async ({ repository }) => (repository === undefined ? undefined : fuzz.known(repository)),

    advisories: ({ locked }) => osv.known(locked),

    async published({ root, repository }, health, signal) {
      const said = repository === undefined ? undefined : await scores.known(repository)
      if (!said) return undefined
      const { at, score } = said
      if (!score) return { at }
      const changes = await git.changes(root, { commit: score.commit, paths: filesBehind(health, score) }, signal)
      return { at, comparison: compare(health, score, changes, CHECKS) }
    },

    async ask(whom, about, { locked }, signal) {
      if (whom === 'osv') await osv.ask(locked, signal)
      else if (whom === 'oss-fuzz') await fuzz.ask(repositoryOf(about), signal)
      else await scores.ask(repositoryOf(about), signal)
    },

    host: services.host,
  }
}
