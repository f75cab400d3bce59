/** The verifications of this run of the app. They live here and not in the page: a page may reload at any time. */
import { randomBytes } from 'node:crypto'
import { basename } from 'node:path'
import { z } from 'zod'
import { Examined } from '../adapters/examined.ts'
import type { GithubsRoot } from '../adapters/instances/githubs-root.ts'
import type { Registries } from '../adapters/registries.ts'
import type { SeenStore } from '../adapters/seen.ts'
import type { RunOptions, Workers } from '../adapters/workers.ts'
import { Fault, fault } from '../contract/faults.ts'
import { type ExpectedSigner, VerificationId, type VerificationProgress } from '../contract/model/verification.ts'
import { inLanes } from '../core/lanes.ts'
import type { Clock } from '../core/ports.ts'
import { type Purl, parsePurl, purlText } from '../core/purl.ts'
import type { Evidence, Served, Wanted } from '../core/verify/evidence/source.ts'
import type { Asking, Subject } from '../core/verify/examine.ts'
import { githubPurl } from '../core/verify/identify.ts'
import { comparable, remembering, type SeenNow, seenNow } from '../core/verify/memory.ts'

/** One artifact of a verification: a file, or what a registry serves. With what came of it. */
export interface VerifiedArtifact extends Subject {
  /** As the person knows it. */
  readonly name: string
  /** Bytes. */
  readonly size?: number
  /** The package, where that was named; a file may say it of itself. */
  readonly purl?: Purl
  /** Whether whoever serves it was asked for its evidence. */
  readonly wasAsked?: boolean
  readonly result?: Examined
  /** The same before it was compared with what was seen of its package. */
  readonly examined?: Examined
}

export interface OpenVerification {
  readonly id: VerificationId
  artifacts: VerifiedArtifact[]
  readonly expected: ExpectedSigner | undefined
  task: string | undefined
  /** What is under way: asked for twice, it is done once. */
  running: Promise<void> | undefined
  isEnded: boolean
}

export interface VerificationRun {
  readonly task: string
  readonly signal: AbortSignal
  readonly report: (progress: VerificationProgress) => void
}

export interface Verifications {
  open(artifacts: readonly VerifiedArtifact[], expected?: ExpectedSigner): OpenVerification
  /** Fault: `input.unknown-verification`. */
  get(id: VerificationId): OpenVerification
  /**
   * Faults: those of the trusted roots and of `Registries.find` where a package was named, `cancelled`. What one file does
   * to the worker is said of that file.
   */
  run(verification: OpenVerification, run: VerificationRun): Promise<void>
  /**
   * Asks for the evidence of one file where it says it is from, and for a trusted root that is missing. Faults: those of
   * `Registries.find` and `GithubsRoot.refresh`, `cancelled`.
   */
  ask(verification: OpenVerification, file: number, signal: AbortSignal): Promise<void>
  /** Verifies one file anew, and returns what became of it. Fault: `cancelled`. */
  again(verification: OpenVerification, file: number, signal: AbortSignal): Promise<Examined>
  /** What was seen of one file that is not as it was before; undefined where there is no such change. */
  changeOf(artifact: VerifiedArtifact): SeenNow | undefined
  /** Takes that for the new state of things. Faults: those of `SeenStore.accept`. */
  accept(verification: OpenVerification, file: number, reason: string): Promise<void>
}

export interface VerificationsNeeds {
  readonly workers: Workers
  readonly registries: Registries
  readonly seen: SeenStore
  readonly clock: Clock
  /** The trusted roots of this machine. */
  readonly trusted: (signal: AbortSignal) => Promise<Asking['trusted']>
  /** Once it was got, it is one of them. */
  readonly githubs: Pick<GithubsRoot, 'refresh'>
}

/** Each waits for the disk, and for a worker. */
const AT_ONCE = 4
/** A person looks at the last few. */
const MOST_KEPT = 50

export function keepVerifications(needs: VerificationsNeeds): Verifications {
  const { workers, registries, seen, clock, trusted, githubs } = needs
  const all = new Map<VerificationId, OpenVerification>()

  async function examined(artifact: VerifiedArtifact, asking: Asking, options: RunOptions): Promise<Examined> {
    const { path, sha256, sha512, evidence, served } = artifact
    const subject: Subject = {
      ...(path === undefined ? {} : { path }),
      ...(sha256 === undefined ? {} : { sha256 }),
      ...(sha512 === undefined ? {} : { sha512 }),
      ...(evidence === undefined ? {} : { evidence }),
      ...(served === undefined ? {} : { served }),
    }
    const job = { kind: 'examine', subjects: [subject], asking, withDetails: true } as const
    try {
      const [one] = await workers.run(job, z.array(Examined).length(1), options)
      return one ?? { fault: fault('worker.died').toRecord() }
    } catch (error) {
      if (!(error instanceof Fault) || error.code === 'cancelled') throw error
      return { fault: error.toRecord() }
    }
  }

  const askingOf = async ({ expected }: OpenVerification, signal: AbortSignal): Promise<Asking> => ({
    trusted: await trusted(signal),
    expected: expected ? { kind: 'identity', ...expected } : undefined,
    isForPractice: false,
  })

  /** Where the person lets others be asked, a trusted root that is missing is asked for too. */
  async function withRoot(
    found: Examined,
    artifact: VerifiedArtifact,
    verification: OpenVerification,
    run: RunOptions,
  ) {
    if (!lacksRoot(found)) return found
    await githubs.refresh(run.signal)
    return examined(artifact, await askingOf(verification, run.signal), run)
  }

  /** Compared with what was seen before, and written down. That it cannot be written down keeps no answer back. */
  async function remembered(artifacts: readonly VerifiedArtifact[]): Promise<VerifiedArtifact[]> {
    const packages = comparable(artifacts.map((artifact) => sightingOf(artifact, clock)))
    const compared = packages.filter((one) => one !== undefined)
    const { remembered: answers } = compared.length === 0 ? { remembered: [] } : await seen.compare(compared)
    const queue = answers.values()
    return artifacts.map((artifact, i) => {
      const found = artifact.examined ?? artifact.result
      const answer = packages[i] ? queue.next().value : undefined
      if (!found || !('examination' in found)) return artifact
      const purl = purlOf(artifact)
      const named = purl ? { ...found.examination, purl: purlText(purl) } : found.examination
      const examination = answer ? remembering(named, answer, { mayApprove: true }) : named
      return { ...artifact, examined: found, result: { ...found, examination } }
    })
  }

  async function verify(verification: OpenVerification, { task, signal, report }: VerificationRun): Promise<void> {
    verification.task = task
    const asking = await askingOf(verification, signal)
    const found = await Promise.all(
      verification.artifacts.map(async (artifact) =>
        isNamed(artifact) ? (await registries.find({ purl: artifact.purl }, signal)).map(servedArtifact) : [artifact],
      ),
    )
    verification.artifacts = found.flat()
    const results = [...verification.artifacts]
    let [done, bytes] = [0, 0]
    const tell = () => report({ done, total: results.length, bytes })
    const onBytes = (count: number) => {
      bytes += count
      tell()
    }
    tell()
    await inLanes([...results.entries()], AT_ONCE, async ([i, artifact]) => {
      const result = await examined(artifact, asking, { signal, onBytes })
      results[i] = { ...artifact, result }
      done++
      tell()
    })
    verification.artifacts = await remembered(results)
    verification.isEnded = true
  }

  async function replace(verification: OpenVerification, file: number, artifact: VerifiedArtifact): Promise<void> {
    const [told = artifact] = await remembered([artifact])
    verification.artifacts = verification.artifacts.map((one, i) => (i === file ? told : one))
  }

  function changeOf(artifact: VerifiedArtifact): SeenNow | undefined {
    const { result } = artifact
    const isChanged = result && 'examination' in result && result.examination.remembered?.is === 'changed'
    return isChanged ? sightingOf(artifact, clock) : undefined
  }

  return {
    open(artifacts, expected) {
      const id = VerificationId.parse(`verification-${randomBytes(16).toString('hex')}`)
      const rest = { task: undefined, running: undefined, isEnded: false }
      const verification = { id, artifacts: [...artifacts], expected, ...rest }
      all.set(id, verification)
      const [oldest] = all.keys()
      if (all.size > MOST_KEPT && oldest) all.delete(oldest)
      return verification
    },

    get(id) {
      const found = all.get(id)
      if (!found) throw fault('input.unknown-verification')
      return found
    },

    run(verification, run) {
      verification.running ??= verify(verification, run).finally(() => {
        verification.task = undefined
        verification.running = undefined
      })
      return verification.running
    },

    async ask(verification, file, signal) {
      const artifact = verification.artifacts[file]
      if (!artifact) throw fault('input.unknown-file')
      const known = purlOf(artifact) !== undefined && !artifact.wasAsked
      const served = known ? { served: await evidenceOf(artifact, registries, signal), wasAsked: true } : {}
      const asked = { ...artifact, ...served }
      const found = await examined(asked, await askingOf(verification, signal), { signal })
      const result = await withRoot(found, asked, verification, { signal })
      await replace(verification, file, { ...asked, result, examined: result })
    },

    changeOf,

    async again(verification, file, signal) {
      const artifact = verification.artifacts[file]
      if (!artifact) throw fault('input.unknown-file')
      return examined(artifact, await askingOf(verification, signal), { signal })
    },

    async accept(verification, file, reason) {
      const artifact = verification.artifacts[file]
      const change = artifact && changeOf(artifact)
      if (!artifact || !change?.sighting) throw fault('input.unknown-file')
      await seen.accept(change.name, change.sighting, reason)
      await replace(verification, file, artifact)
    },
  }
}

/** Whether it says that it is to be judged by a trusted root that is not here. */
export const lacksRoot = (result: Examined | undefined): boolean =>
  result !== undefined && 'examination' in result && result.examination.lacks !== undefined

/** What a person named without having it: it has to be asked about. */
const isNamed = (artifact: VerifiedArtifact): artifact is VerifiedArtifact & { readonly purl: Purl } =>
  artifact.purl !== undefined && artifact.served === undefined && artifact.path === undefined

const servedArtifact = ({ name, purl, sha256, sha512, evidence }: Served): VerifiedArtifact => ({
  name,
  purl,
  ...(sha256 === undefined ? {} : { sha256 }),
  ...(sha512 === undefined ? {} : { sha512 }),
  served: evidence,
  wasAsked: true,
})

export function purlOf({ purl, result }: VerifiedArtifact): Purl | undefined {
  if (purl) return purl
  const said = result && 'examination' in result ? result.identified?.purl : undefined
  return said === undefined ? undefined : parsePurl(said)
}

function sightingOf(artifact: VerifiedArtifact, clock: Clock): SeenNow | undefined {
  const purl = purlOf(artifact)
  const { result, wasAsked = false } = artifact
  return purl && result && 'examination' in result
    ? seenNow(result.examination, purl, { at: clock.now(), wasAsked })
    : undefined
}

/** From the registry that the file says it is from, or else from its repository on GitHub. */
async function evidenceOf(
  artifact: VerifiedArtifact,
  registries: Registries,
  signal: AbortSignal,
): Promise<readonly Evidence[]> {
  const { path, result } = artifact
  const purl = purlOf(artifact)
  if (!purl || path === undefined || !result || !('examination' in result)) throw fault('input.unknown-file')
  const { sha256 } = result.examination.subject
  const fileName = basename(path)
  const repository = result.identified?.repository
  const atGithub = repository === undefined ? undefined : githubPurl(repository)
  const wanted: Wanted[] = [
    { purl, fileName, ...(sha256 === undefined ? {} : { sha256 }) },
    ...(atGithub && sha256 !== undefined ? [{ purl: atGithub, fileName, sha256 }] : []),
  ]
  for (const one of wanted) {
    const found = (await registries.find(one, signal)).flatMap(({ evidence }) => evidence)
    if (found.length > 0) return found
  }
  return []
}
