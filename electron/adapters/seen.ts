/** What was seen of packages, in `seen.json` of the data folder. The app and the command line share the file. */
import type { Fault } from '../contract/faults.ts'
import { type Remembered, SeenPackages, Sighting } from '../contract/model/seen.ts'
import { compare, type SeenNow, withSighting } from '../core/verify/memory.ts'
import { keepFile } from './kept-file.ts'

export interface SeenStore {
  /** How each compares with what was seen before. What is new, and what is the same, is remembered. Never throws. */
  compare(all: readonly SeenNow[]): Promise<{ readonly remembered: Remembered[]; readonly problem?: Fault }>
  /** Takes a change for the new state of things. Faults: `seen.newer`, `seen.in-use`, `files.*`. */
  accept(name: string, sighting: Sighting, reason: string): Promise<void>
}

export function keepSeen(dataFolder: string): SeenStore {
  const file = keepFile({
    dataFolder,
    name: 'seen.json',
    shape: { packages: SeenPackages },
    initial: { packages: {} },
    codes: { damaged: 'seen.damaged', newer: 'seen.newer', inUse: 'seen.in-use' },
  })

  return {
    async compare(all) {
      const { value, problem } = await file.read()
      const remembered = all.map(({ name, sighting }) => compare(sighting, value.packages[name] ?? []))
      const kept = all.flatMap(({ name, sighting }, i) =>
        sighting && remembered[i]?.is !== 'changed' && !isKnown(value.packages[name], sighting)
          ? [{ name, sighting }]
          : [],
      )
      if (kept.length === 0) return problem ? { remembered, problem } : { remembered }
      const failed = await file
        .change(({ packages }) => ({
          packages: kept.reduce((seen, { name, sighting }) => withSighting(seen, name, sighting), packages),
        }))
        .then(
          () => undefined,
          (error: Fault) => error,
        )
      const why = problem ?? failed
      return why ? { remembered, problem: why } : { remembered }
    },

    async accept(name, sighting, reason) {
      await file.change(({ packages }) => ({
        packages: withSighting(packages, name, { ...sighting, accepted: reason }),
      }))
    },
  }
}

/** The same version, seen as it was before: nothing new to be written. */
const isKnown = (before: readonly Sighting[] | undefined, sighting: Sighting): boolean =>
  before?.some((one) => plain(one) === plain(sighting)) === true

/** What was seen, without when, and without what a person said of it; its members in one order. */
function plain(sighting: Sighting): string {
  const { at: _, accepted: __, ...seen } = Sighting.parse(sighting)
  return JSON.stringify(seen)
}
