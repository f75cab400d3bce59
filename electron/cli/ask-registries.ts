/** Evidence that is not on this machine: registries and forges are asked for it, and it is said who was. */
import { basename } from 'node:path'
import type { Registries } from '../adapters/registries.ts'
import { Fault } from '../contract/faults.ts'
import { inLanes } from '../core/lanes.ts'
import { purlText } from '../core/purl.ts'
import type { Evidence, Served, Wanted } from '../core/verify/evidence/source.ts'
import { githubPurl, type Identified } from '../core/verify/identify.ts'
import type { Terminal } from './terminal.ts'
import type { Subject } from './verify-subjects.ts'

/** Opened when it is first needed: it brings up all of the network. */
export type OpenRegistries = () => Promise<Registries>

/**
 * The artifacts of the packages that were named, in the place of those. Faults: those of `Registries.find`, where it is the
 * only one that was named.
 */
export async function withServed(
  list: readonly Subject[],
  open: OpenRegistries,
  terminal: Terminal,
): Promise<Subject[]> {
  const found: Subject[][] = []
  await inLanes([...list.entries()], ASKED_AT_ONCE, async ([i, subject]) => {
    if (subject.purl === undefined) found[i] = [subject]
    else {
      try {
        const served = await find({ purl: subject.purl }, await open(), terminal)
        found[i] = served.map((one) => subjectOf(one, subject, served.length === 1))
      } catch (error) {
        // That one of many is not there keeps no other from being verified.
        if (list.length === 1 || !(error instanceof Fault) || MUST_END.has(error.code)) throw error
        found[i] = [{ ...subject, fault: error.toRecord() }]
      }
    }
  })
  return found.flat()
}

/** Nothing that another package would fare better by. */
const MUST_END: ReadonlySet<string> = new Set(['cancelled', 'input.usage', 'instance.address'])

/** Registries ask clients to be modest. */
const ASKED_AT_ONCE = 6

/** What the person has goes before what is served: the two may differ. */
function subjectOf({ name, purl, evidence, ...served }: Served, asked: Subject, isOnly: boolean): Subject {
  const sha256 = asked.sha256 ?? served.sha256
  const sha512 = asked.sha512 ?? served.sha512
  return {
    name: isOnly ? asked.name : `${asked.name} ${name}`,
    ...(sha256 === undefined ? {} : { sha256 }),
    ...(sha512 === undefined ? {} : { sha512 }),
    purl,
    served: evidence,
  }
}

/** What was found elsewhere; undefined where nobody could be asked. */
export type Elsewhere = readonly Evidence[] | undefined

/** Evidence of a file that has none beside it, from the registry that it says it is from, and from its repository on GitHub. */
export async function evidenceElsewhere(
  { path, sha256 }: { readonly path: string; readonly sha256: string | undefined },
  identified: Identified,
  open: OpenRegistries,
  terminal: Terminal,
): Promise<Elsewhere> {
  const fileName = basename(path)
  const repository = identified.repository === undefined ? undefined : githubPurl(identified.repository)
  const wanted: Wanted[] = [
    { purl: identified.purl, fileName, ...(sha256 === undefined ? {} : { sha256 }) },
    ...(repository && sha256 !== undefined ? [{ purl: repository, fileName, sha256 }] : []),
  ]
  let wasAnswered = false
  for (const one of wanted) {
    try {
      const evidence = (await find(one, await open(), terminal)).flatMap((served) => served.evidence)
      if (evidence.length > 0) return evidence
      wasAnswered = true
    } catch (error) {
      // That nobody could be asked, or knows it, leaves open what was open.
      if (!(error instanceof Fault) || error.code === 'cancelled') throw error
      terminal.tell(`countermark: ${error.title} ${error.hint}`)
    }
  }
  return wasAnswered ? [] : undefined
}

async function find(wanted: Wanted, registries: Registries, terminal: Terminal): Promise<readonly Served[]> {
  const whom = registries.whom(wanted.purl.type)
  if (whom) terminal.tell(`Asking ${whom.title} (${whom.host}) about ${purlText(wanted.purl)}.`)
  return registries.find(wanted, terminal.signal)
}
