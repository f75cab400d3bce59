/** Statements about the release of the other worlds, as a window may show them. */
import type { AttestationPreview } from '../../electron/contract/model/attestation.ts'
import type { PublicRecord } from '../../electron/contract/model/record.ts'
import { makeProvenance } from '../../electron/core/attestations/make-provenance.ts'
import { makeStatement } from '../../electron/core/attestations/statement.ts'
import { receiptPredicate } from '../../electron/core/signing/receipt-predicate.ts'
import { record, result, SESSION } from './worlds.ts'

const SOURCE = {
  repository: 'https://github.com/lovelace/aurora-parse',
  commit: '5d9f0b6a1c7e4823b6f0d1e2a3c4b5d6e7f80912',
  ref: 'refs/tags/v2.4.0',
}

/** Provenance of the release; `over` says what is otherwise. */
export function attestationPreview(over: Partial<AttestationPreview> = {}): AttestationPreview {
  const subjects = result().files.flatMap((file) =>
    file.state === 'signed' ? [{ name: file.name, sha256: file.sha256 }] : [],
  )
  const source = over.noSource === undefined ? SOURCE : {}
  const predicate = makeProvenance({ source, command: 'python -m build', version: '0.1.0' })
  const { preview, payload } = makeStatement(subjects, predicate)
  return {
    session: SESSION,
    predicateType: predicate.type,
    subjects,
    ...(over.noSource === undefined ? { source: SOURCE } : {}),
    text: preview,
    size: payload.length,
    ...over,
  }
}

/** What consent is asked for where a receipt was wished for. */
export const receiptRecord = (): PublicRecord => {
  const files = record(3)
  const subjects = files.files.map(({ name, sha256 }) => ({ name, sha256 }))
  const predicate = receiptPredicate({
    kind: 'session',
    version: 1,
    id: SESSION,
    at: '2026-11-23T10:40:00.000Z',
    session: 'sign',
    title: 'aurora-parse-2.4.0',
    instance: { ...files.instance, trustedRootPath: '' },
    artifacts: [],
  })
  const text = makeStatement(subjects, predicate).preview
  return { ...files, statement: { predicateType: predicate.type, text, isReceipt: true } }
}

/** What consent is asked for in a session that attests. */
export const statementRecord = (): PublicRecord => ({
  ...record(3),
  statement: { predicateType: attestationPreview().predicateType, text: attestationPreview().text, isReceipt: false },
})
