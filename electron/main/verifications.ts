/** The verifications of this run of the app. They live here and not in the page: a page may reload at any time. */
import { randomBytes } from 'node:crypto'
import { dirname } from 'node:path'
import { z } from 'zod'
import { Examined } from '../adapters/worker-words.ts'
import type { Workers } from '../adapters/workers.ts'
import { Fault, fault } from '../contract/faults.ts'
import {
  type Examination,
  type ExpectedSigner,
  VerificationId,
  type VerificationProgress,
  type VerificationView,
  type VerifiedFile,
} from '../contract/model/verification.ts'
import { displayName, visible } from '../core/display-name.ts'
import { inLanes } from '../core/lanes.ts'
import type { Asking } from '../core/verify/examine.ts'
import type { Paired } from '../core/verify/pair.ts'

/** One artifact of a verification, with what came of it. */
export interface VerifiedArtifact extends Paired {
  readonly size: number
  result?: Examined
}

export interface OpenVerification {
  readonly id: VerificationId
  readonly artifacts: readonly VerifiedArtifact[]
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
  /** Faults: those of the trusted roots, `cancelled`. What one file does to the worker is said of that file. */
  run(verification: OpenVerification, run: VerificationRun): Promise<void>
}

export interface VerificationsNeeds {
  readonly workers: Workers
  /** The trusted roots of this machine. */
  readonly trusted: (signal: AbortSignal) => Promise<Asking['trusted']>
}

/** Each waits for the disk, and for a worker. */
const AT_ONCE = 4
/** A person looks at the last few. */
const MOST_KEPT = 50

export function keepVerifications({ workers, trusted }: VerificationsNeeds): Verifications {
  const all = new Map<VerificationId, OpenVerification>()

  async function examined(artifact: VerifiedArtifact, asking: Asking, options: Parameters<Workers['run']>[2]) {
    const { path, evidence } = artifact
    const job = { kind: 'examine', subjects: [{ path, evidence }], asking, withDetails: true } as const
    try {
      const [one] = await workers.run(job, z.array(Examined).length(1), options)
      return one
    } catch (error) {
      if (!(error instanceof Fault) || error.code === 'cancelled') throw error
      return { fault: error.toRecord() }
    }
  }

  return {
    open(artifacts, expected) {
      const id = VerificationId.parse(`verification-${randomBytes(16).toString('hex')}`)
      const verification = { id, artifacts, expected, task: undefined, running: undefined, isEnded: false }
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
  }

  async function verify(verification: OpenVerification, { task, signal, report }: VerificationRun): Promise<void> {
    const { artifacts, expected } = verification
    verification.task = task
    const asking: Asking = {
      trusted: await trusted(signal),
      expected: expected ? { kind: 'identity', ...expected } : undefined,
      isForPractice: false,
    }
    let [done, bytes] = [0, 0]
    const tell = () => report({ done, total: artifacts.length, bytes })
    const onBytes = (count: number) => {
      bytes += count
      tell()
    }
    tell()
    await inLanes(artifacts, AT_ONCE, async (artifact) => {
      const result = await examined(artifact, asking, { signal, onBytes })
      if (result) artifact.result = result
      done++
      tell()
    })
    verification.isEnded = true
  }
}

/** As the page sees it: it learns names and folders. */
export function viewOf({ id, artifacts, expected, task, isEnded }: OpenVerification): VerificationView {
  return {
    id,
    files: artifacts.map(fileOf),
    ...(expected ? { expected } : {}),
    state: task !== undefined ? 'running' : isEnded ? 'ended' : 'ready',
    ...(task === undefined ? {} : { task }),
  }
}

function fileOf({ path, size, result }: VerifiedArtifact): VerifiedFile {
  const file = { name: displayName(path), folder: dirname(path), size }
  if (!result) return file
  if ('fault' in result) return { ...file, fault: result.fault }
  const { bundle, subject, ...examination } = result.examination
  return {
    ...file,
    ...(bundle === undefined ? {} : { evidence: displayName(bundle) }),
    examination: { ...shown(examination), subject: withoutPath(subject) },
  }
}

const withoutPath = ({ path: _, ...digests }: Examination['subject']): Examination['subject'] => digests

/** Every text by a stranger, with what is invisible in it made visible. */
const shown = <T>(value: T): T =>
  (typeof value === 'string'
    ? visible(value)
    : Array.isArray(value)
      ? value.map(shown)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shown(member)]))
        : value) as T
