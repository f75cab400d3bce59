import { basename, dirname } from 'node:path'
import type { api } from '../../contract/api.ts'
import { fault } from '../../contract/faults.ts'
import { type AttestationPreview, type AttestationWish, MOST_SHOWN } from '../../contract/model/attestation.ts'
import type { FileRef } from '../../contract/model/file.ts'
import type { Handlers } from '../../contract/server.ts'
import { displayName } from '../../core/display-name.ts'
import type { Files, Git } from '../../core/ports.ts'
import type { SigningInstance } from '../../core/signing/instance.ts'
import { makePlan } from '../../core/signing/plan.ts'
import type { SessionState } from '../../core/signing/session-state.ts'
import type { ChosenFiles } from '../chosen-files.ts'
import type { Sessions } from '../sessions.ts'

export interface AttestationsNeeds {
  readonly version: string
  readonly chosen: ChosenFiles
  readonly sessions: Sessions
  readonly files: Files
  readonly git: Git
  readonly instance: (id?: string) => Promise<SigningInstance>
}

/** A predicate and the name of its kind; with it what git told, for a person to read. */
interface Said extends Pick<AttestationPreview, 'source' | 'noSource'> {
  readonly kind: string
  readonly predicate: { readonly type: string; readonly body: unknown }
}

/** A predicate is read into memory, and no log takes a larger one. */
const MAX_PREDICATE_BYTES = 16 * 1024 * 1024

export const attestationsHandlers = (needs: AttestationsNeeds): Handlers<typeof api>['attestations'] => {
  const { version, chosen, sessions, files, git, instance } = needs

  async function bytesOf(ref: FileRef): Promise<Uint8Array> {
    const path = chosen.pathOf(ref)
    const bytes = await files.read(path, MAX_PREDICATE_BYTES)
    if (!bytes) throw fault('files.not-found', { name: displayName(path) })
    return bytes
  }

  async function provenanceOf(folder: string, command: string | undefined, signal: AbortSignal): Promise<Said> {
    const { makeProvenance } = await import('../../core/attestations/make-provenance.ts')
    const told = await git.source(folder, signal)
    const source = told.source ?? {}
    const predicate = makeProvenance({ source, version, ...(command ? { command } : {}) })
    return { kind: 'provenance', predicate, ...(told.source ? { source } : { noSource: told.why }) }
  }

  async function said(wish: AttestationWish, folder: string, signal: AbortSignal): Promise<Said> {
    if (wish.about === 'provenance') return provenanceOf(folder, wish.command, signal)
    const bytes = await bytesOf(wish.file)
    const [{ predicateOf }, { sbomOf }] = await Promise.all([
      import('../../core/attestations/kinds.ts'),
      import('../../core/attestations/sbom.ts'),
    ])
    const { kind, ...predicate } = await (wish.about === 'contents' ? sbomOf(bytes) : predicateOf(wish.type, bytes))
    return { kind, predicate }
  }

  return {
    async prepare({ session, wish }, { signal }) {
      const { head, state } = await sessions.get(session)
      const signed = await signedFiles(state, files)
      const [first] = signed
      if (!first) throw fault('attestation.no-subject')
      const { kind, predicate, ...told } = await said(wish, dirname(first.path), signal)
      const used = await instance(head.instance.id)
      const paths = signed.map(({ path }) => path)
      const plan = await makePlan(paths, { isPractice: used.isPractice, label: kind }, files)
      const { makeStatement } = await import('../../core/attestations/statement.ts')
      const subjects = signed.map(({ name, sha256 }) => ({ name, sha256 }))
      const { preview, payload } = makeStatement(subjects, predicate)
      return {
        session: sessions.open(plan, used, predicate).head.id,
        predicateType: predicate.type,
        subjects,
        text: preview.slice(0, MOST_SHOWN),
        size: payload.length,
        ...told,
      }
    },
  }
}

/** The files that have their bundle, as they were when they were signed. Fault: `attestation.file-changed`. */
async function signedFiles(state: SessionState, files: Files) {
  const signed = state.artifacts.flatMap(({ path }, i) => {
    const { digest, save } = state.perFile[i] ?? {}
    return digest && save ? [{ path, name: basename(path), ...digest }] : []
  })
  for (const { path, stamp } of signed) {
    const now = await files.inspect(path)
    if (now.version !== stamp.version) throw fault('attestation.file-changed', { name: displayName(path) })
  }
  return signed
}
