import { basename } from 'node:path'
import type { api } from '../../contract/api.ts'
import { fault } from '../../contract/faults.ts'
import type { Examination, VerificationId } from '../../contract/model/verification.ts'
import { MAX_FILES } from '../../contract/procedures/files.ts'
import type { Handlers } from '../../contract/server.ts'
import { displayName } from '../../core/display-name.ts'
import type { Files } from '../../core/ports.ts'
import { purlText } from '../../core/purl.ts'
import { answerText } from '../../core/verify/answer-text.ts'
import { purlFrom } from '../../core/verify/identify.ts'
import { pair } from '../../core/verify/pair.ts'
import { readmeText } from '../../core/verify/readme-text.ts'
import type { ChosenFiles } from '../chosen-files.ts'
import type { Confirm } from '../confirm-window.ts'
import { viewOf, type Whom } from '../verification-view.ts'
import type { OpenVerification, Verifications } from '../verifications.ts'

export interface VerifyingNeeds {
  readonly version: string
  readonly chosen: ChosenFiles
  readonly verifications: Verifications
  readonly whom: Whom
  readonly files: Files
  readonly confirm: Confirm
  /** What the last link is about, once. */
  readonly takeLink: () => string | undefined
  /** The files of a folder and of those in it; undefined for what is no folder. Fault: `input.too-many`. */
  readonly filesIn: (path: string, most: number) => Promise<string[] | undefined>
}

export const verifyingHandlers = (needs: VerifyingNeeds): Handlers<typeof api>['verifying'] => {
  const { version, chosen, verifications, whom, files, confirm, takeLink, filesIn } = needs
  const view = (verification: OpenVerification) => viewOf(verification, whom)

  const sizeOf = (path: string): Promise<number | undefined> =>
    files.inspect(path).then(
      ({ size }) => size,
      () => undefined,
    )

  function examined(id: VerificationId, file: number) {
    const artifact = verifications.get(id).artifacts[file]
    if (!artifact) throw fault('input.unknown-file')
    return artifact
  }

  return {
    async prepare({ files: refs }) {
      const named = await Promise.all(
        refs.map(async (ref) => {
          const path = chosen.pathOf(ref)
          return (await filesIn(path, MAX_FILES)) ?? [path]
        }),
      )
      const paired = await pair([...new Set(named.flat())], async (path) => (await sizeOf(path)) !== undefined)
      if (paired.length === 0) throw fault('files.none')
      const artifacts = await Promise.all(
        paired.map(async (one) => ({ ...one, name: displayName(one.path), size: (await sizeOf(one.path)) ?? 0 })),
      )
      return view(verifications.open(artifacts))
    },

    async name({ text }) {
      const [, sha256] = /^sha256:([0-9a-f]{64})$/i.exec(text.trim()) ?? []
      if (sha256) return view(verifications.open([{ name: text.trim(), sha256: sha256.toLowerCase() }]))
      const purl = purlFrom(text)
      if (!purl) throw fault('input.no-package')
      if (!whom.about(purl.type))
        throw fault('evidence.unknown-type', { type: purl.type, known: 'npm, pypi, github, maven' })
      return view(verifications.open([{ name: purlText(purl), purl }]))
    },

    linked: async () => takeLink() ?? null,

    async expect({ verification, expected }) {
      const again = verifications
        .get(verification)
        .artifacts.map(({ result: _, examined: __, ...artifact }) => artifact)
      return view(verifications.open(again, expected))
    },

    verification: async ({ verification }) => view(verifications.get(verification)),

    async verify({ verification: id }, context) {
      const verification = verifications.get(id)
      await verifications.run(verification, context)
      return view(verification)
    },

    async ask({ verification: id, file }, { signal }) {
      const verification = verifications.get(id)
      await verifications.ask(verification, file, signal)
      return view(verification)
    },

    async accept({ verification: id, file, reason }, { signal }) {
      const artifact = examined(id, file)
      const change = verifications.changeOf(artifact)
      const { result } = artifact
      const remembered = result && 'examination' in result ? result.examination.remembered : undefined
      if (!change || remembered?.is !== 'changed') throw fault('input.unknown-file')
      const { changes, since } = remembered
      const question = { kind: 'accept-change', name: change.name, since, changes, reason } as const
      const verification = verifications.get(id)
      if (await confirm(question, signal)) await verifications.accept(verification, file, reason)
      return view(verification)
    },

    async details({ verification, file }) {
      const { result } = examined(verification, file)
      return result && 'details' in result ? (result.details ?? null) : null
    },

    async readme({ verification: id, file }, { signal }) {
      const verification = verifications.get(id)
      const result = verification.expected ? await verifications.again(verification, file, signal) : undefined
      // Without details it was no bundle of the file that spoke, but for instance a list of checksums.
      return result && 'examination' in result && result.details ? (readmeOf(result.examination) ?? null) : null
    },

    async text({ verification, file }) {
      const { result, name } = examined(verification, file)
      if (!result || !('examination' in result)) throw fault('input.unknown-file')
      return answerText(result.examination, { name, version })
    },
  }
}

/** Only for what a stranger could verify alike: a bundle in a file, and a pass for who was named. */
function readmeOf({
  outcome,
  subject,
  bundle,
  signer,
  trust,
  isPractice,
  predicateType,
}: Examination): string | undefined {
  if (outcome !== 'pass' || isPractice || subject.path === undefined || !signer || !trust) return undefined
  if (bundle === undefined || /^https?:\/\//.test(bundle)) return undefined
  const isPublic = trust.kind === 'public'
  return readmeText({
    artifact: basename(subject.path),
    bundle: basename(bundle),
    signer,
    predicateType,
    ...(isPublic ? {} : { trustedRoot: 'trusted_root.json', instance: trust.title }),
  })
}
