/** What OSV says of the dependencies of a project: what it said this week, or says now. */
import { createOsv } from '../adapters/osv.ts'
import type { Advisory } from '../contract/model/advisory.ts'
import type { ScanResult } from '../contract/model/check.ts'
import type { Terminal } from './terminal.ts'
import { openWorld } from './world.ts'

/** Undefined where it was not asked about one of them. Faults: those of `Osv.ask`. */
export async function advisoriesFor(
  { locked, ignored }: ScanResult,
  isAsking: boolean,
  terminal: Terminal,
): Promise<readonly Advisory[] | undefined> {
  const world = openWorld(terminal)
  try {
    const osv = createOsv({
      http: world.http,
      clock: world.clock,
      env: terminal.env,
      allow: (url) => world.allow([url.host]),
      dataFolder: world.dataFolder,
    })
    if (!isAsking) return (await osv.known(locked, ignored))?.advisories
    terminal.tell(`Asking ${osv.host()} about ${locked.length} packages.`)
    return (await osv.ask(locked, ignored, terminal.signal)).advisories
  } finally {
    await world.close()
  }
}
