/** What was verified, compared with what was seen of its package before. A script is told, and decides by itself. */
import type { Examination } from '../contract/model/verification.ts'
import { type Purl, purlText } from '../core/purl.ts'
import { comparable, remembering, seenNow } from '../core/verify/memory.ts'
import type { Terminal } from './terminal.ts'
import type { World } from './world.ts'

export type OpenWorld = () => Promise<World>

export interface VerifiedPackage {
  readonly examination: Examination
  readonly purl: Purl
  /** Whether whoever serves the package was asked for its evidence. */
  readonly wasAsked: boolean
}

/** The same examinations, in their order. What was seen is written down; that it cannot be is said, and no fault. */
export async function remembered(
  packages: readonly VerifiedPackage[],
  world: OpenWorld,
  { tell }: Pick<Terminal, 'tell'>,
): Promise<Examination[]> {
  const at = new Date()
  const seen = comparable(
    packages.map(({ examination, purl, wasAsked }) => seenNow(examination, purl, { at, wasAsked })),
  )
  const compared = seen.filter((one) => one !== undefined)
  const store = compared.length === 0 ? undefined : (await world()).seen
  const { remembered: answers, problem } = store ? await store.compare(compared) : { remembered: [] }
  if (problem) tell(`countermark: ${problem.title} ${problem.hint}`)
  const queue = answers.values()
  return packages.map(({ examination, purl }, i) => {
    const named = { ...examination, purl: purlText(purl) }
    const answer = seen[i] ? queue.next().value : undefined
    return answer ? remembering(named, answer, { mayApprove: false }) : named
  })
}
