/** What others know of a project, on the command line: they are asked where `--ask` names them. */
import { systemClock } from '../adapters/clock.ts'
import { dataFolder } from '../adapters/data-folder.ts'
import { type About, createElsewhere } from '../adapters/elsewhere.ts'
import { createGit } from '../adapters/git.ts'
import { createServices } from '../adapters/services.ts'
import { keepSettings } from '../adapters/settings.ts'
import { counted } from '../contract/counted.ts'
import type { Advisory } from '../contract/model/advisory.ts'
import type { Health, ScanResult } from '../contract/model/check.ts'
import type { Service } from '../contract/model/endpoints.ts'
import type { Comparison } from '../contract/model/published.ts'
import type { Terminal } from './terminal.ts'
import type { World } from './world.ts'

export interface Others {
  /** Whether OSS-Fuzz fuzzes it; false where that was not said within a week. Faults: those of `Elsewhere.ask`. */
  isFuzzed(): Promise<boolean>
  /** Undefined where nobody was asked about one of the dependencies. Faults: those of `Elsewhere.ask`. */
  advisories(result: ScanResult): Promise<readonly Advisory[] | undefined>
  /** Null where none was published. Faults: those of `Elsewhere.ask`. */
  published(result: ScanResult, health: Health): Promise<Comparison | null>
  close(): Promise<void>
}

export function openOthers(root: string, whom: readonly Service[], terminal: Terminal): Others {
  const { env, signal, tell } = terminal
  const data = dataFolder(env, process.platform, env.HOME ?? '')
  const hosts = new Set<string>()
  const asked = new Set<Service>()
  let world: World | undefined
  const services = createServices({
    // Who asks nobody loads nothing of it.
    http: {
      async request(request) {
        const { openWorld } = await import('./world.ts')
        world ??= openWorld(terminal)
        world.allow([...hosts])
        return world.http.request(request)
      },
    },
    clock: systemClock,
    env,
    endpoints: async () => (await keepSettings(data).read()).settings.endpoints ?? {},
    allow: (url) => hosts.add(url.host),
  })
  const elsewhere = createElsewhere(services, createGit({ env: { ...env } }), data)
  let found: Promise<About> | undefined
  const about = () => {
    found ??= elsewhere.about(root, signal)
    return found
  }

  /** Where it is wanted. */
  async function ask(one: Service, result: Pick<ScanResult, 'locked'>, what: string): Promise<void> {
    if (!whom.includes(one) || asked.has(one)) return
    // Packages may have come since.
    if (one !== 'osv') asked.add(one)
    tell(`Asking ${await elsewhere.host(one)} ${what}.`)
    await elsewhere.ask(one, await about(), result, signal)
  }

  return {
    async isFuzzed() {
      await ask('oss-fuzz', { locked: [] }, 'which projects it fuzzes')
      return (await elsewhere.ossFuzz(await about()))?.isFuzzed === true
    },
    async advisories(result) {
      await ask('osv', result, `about ${counted(result.locked.length, 'package')}`)
      return (await elsewhere.advisories(result))?.advisories
    },
    async published(result, health) {
      await ask('scorecard', result, 'for the published score')
      return (await elsewhere.published(await about(), health, signal))?.comparison ?? null
    },
    close: async () => world?.close(),
  }
}
