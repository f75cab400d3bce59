/** A release as one JSON file: which files were signed, by whom, when, and every bundle. `docs/receipt-v1.md` is its schema. */
import { basename } from 'node:path'
import type { Bundle as SerializedBundle } from 'sigstore'
import { fault } from '../../contract/faults.ts'
import { STATEMENT_TYPE, visibleJson } from '../attestations/statement.ts'
import { bundleText } from '../signing/bundle-text.ts'
import type { Journaled } from '../signing/journal.ts'
import { hallmarkOf, instanceOf } from '../signing/outcome.ts'
import { RECEIPT_TYPE } from '../signing/receipt-predicate.ts'
import { isFinished, isSaved, type SessionState } from '../signing/session-state.ts'

/** The receipt that was signed in the session, as a Sigstore bundle; undefined where there is none. */
export function signedReceipt(state: SessionState): string | undefined {
  const bundle = state.kind === 'sign' && isFinished(state) ? state.once['bundle-statement'] : undefined
  return bundle && state.once['verify-statement'] && bundleText(bundle.json)
}

interface Held {
  readonly bundle: SerializedBundle
  /** The places of the subjects in the statement. */
  readonly subjects: number[]
}

/**
 * An in-toto statement (Statement v1) about the signed files, unsigned: the bundles in it carry the proof. The same records
 * give the same bytes. Fault: `release.unsigned` while no file has its bundle.
 */
export function receiptJson({ head, state }: Omit<Journaled, 'endedAt'>): string {
  const hallmark = hallmarkOf(state, head.instance)
  const identity = state.once.consent?.identity
  const subject: { name: string; digest: { sha256: string } }[] = []
  const held: Held[] = []
  const unsigned: string[] = []
  for (const [i, { path }] of state.artifacts.entries()) {
    const { digest, bundle = state.once['bundle-statement'] } = state.perFile[i] ?? {}
    if (!digest || !bundle || !isSaved(state, i)) {
      unsigned.push(basename(path))
      continue
    }
    const place = subject.push({ name: basename(path), digest: { sha256: digest.sha256 } }) - 1
    const same = held.find((one) => one.bundle === bundle.json)
    if (same) same.subjects.push(place)
    else held.push({ bundle: bundle.json, subjects: [place] })
  }
  if (!hallmark || !identity) throw fault('release.unsigned')
  const { isPractice, ...marks } = hallmark
  return `${visibleJson({
    _type: STATEMENT_TYPE,
    subject,
    predicateType: RECEIPT_TYPE,
    predicate: {
      title: head.title,
      kind: head.session,
      isPractice,
      startedAt: head.at,
      identity,
      instance: { id: head.instance.id, title: head.instance.title, log: instanceOf(head).log },
      hallmark: marks,
      bundles: held.map(({ bundle, subjects }) => ({ subjects, bundle })),
      unsigned,
    },
  })}\n`
}
