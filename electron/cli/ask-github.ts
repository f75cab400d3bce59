/** GitHub's own instance: its trusted root is asked for once a bundle says that it is of that instance. */
import { Fault } from '../contract/faults.ts'
import type { Asking } from '../core/verify/examine.ts'
import type { Terminal } from './terminal.ts'
import type { World } from './world.ts'

/** With that root; undefined where it could not be had, which is said. Fault: `cancelled`. */
export async function withGithubsRoot(
  asking: Asking,
  { githubs }: Pick<World, 'githubs'>,
  { signal, tell }: Terminal,
): Promise<Asking | undefined> {
  try {
    const { title, host } = githubs.whom()
    tell(`Asking ${title} (${host}) for the trusted root of its own instance.`)
    return { ...asking, trusted: [...asking.trusted, await githubs.refresh(signal)] }
  } catch (error) {
    if (!(error instanceof Fault) || error.code === 'cancelled') throw error
    tell(`countermark: ${error.title} ${error.hint}`)
    return undefined
  }
}
