/** Evidence that is not on this machine: registries and forges are asked for it, and it is said who was. */
import { basename } from 'node:path'
import type { Registries } from '../adapters/registries.ts'
import { Fault } from '../contract/faults.ts'
import { purlText } from '../core/purl.ts'
import type { Evidence, Served, Wanted } from '../core/verify/evidence/source.ts'
import { githubPurl, type Identified } from '../core/verify/identify.ts'
import type { Terminal } from './terminal.ts'
import type { Subject } from './verify-subjects.ts'

/** Opened when it is first needed: it brings up all of the network. */
export type OpenRegistries = () => Promise<Registries>

/** The artifacts of the packages that were named, in the place of those. Faults: those of `Registries.find`. */
export async function withServed(
  list: readonly Subject[],
  open: OpenRegistries,
  terminal: Terminal,
): Promise<Subject[]> {
  const found: Subject[] = []
  for (const subject of list) {
    if (subject.purl === undefined) found.push(subject)
    else {
      const served = await find({ purl: subject.purl }, await open(), terminal)
      found.push(...served.map((one) => subjectOf(one, subject, served.length === 1)))
    }
  }
  return found
}

function subjectOf(
  { name, purl, sha256, sha512, evidence }: Served,
  { name: asked }: Subject,
  isOnly: boolean,
): Subject {
  return {
    name: isOnly ? asked : `${asked} ${name}`,
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
