import type { api } from '../../contract/api.ts'
import { fault } from '../../contract/faults.ts'
import type { VerificationId } from '../../contract/model/verification.ts'
import { MAX_FILES } from '../../contract/procedures/files.ts'
import type { Handlers } from '../../contract/server.ts'
import { displayName } from '../../core/display-name.ts'
import type { Files } from '../../core/ports.ts'
import { answerText } from '../../core/verify/answer-text.ts'
import { pair } from '../../core/verify/pair.ts'
import type { ChosenFiles } from '../chosen-files.ts'
import { type Verifications, viewOf } from '../verifications.ts'

export interface VerifyingNeeds {
  readonly version: string
  readonly chosen: ChosenFiles
  readonly verifications: Verifications
  readonly files: Files
  /** The files of a folder and of those in it; undefined for what is no folder. Fault: `input.too-many`. */
  readonly filesIn: (path: string, most: number) => Promise<string[] | undefined>
}

export const verifyingHandlers = (needs: VerifyingNeeds): Handlers<typeof api>['verifying'] => {
  const { version, chosen, verifications, files, filesIn } = needs

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
      const artifacts = await Promise.all(paired.map(async (one) => ({ ...one, size: (await sizeOf(one.path)) ?? 0 })))
      return viewOf(verifications.open(artifacts))
    },

    async expect({ verification, expected }) {
      const { artifacts } = verifications.get(verification)
      const again = artifacts.map(({ path, evidence, size }) => ({ path, evidence, size }))
      return viewOf(verifications.open(again, expected))
    },

    verification: async ({ verification }) => viewOf(verifications.get(verification)),

    async verify({ verification: id }, context) {
      const verification = verifications.get(id)
      await verifications.run(verification, context)
      return viewOf(verification)
    },

    async details({ verification, file }) {
      const { result } = examined(verification, file)
      return result && 'details' in result ? (result.details ?? null) : null
    },

    async text({ verification, file }) {
      const { result, path } = examined(verification, file)
      if (!result || !('examination' in result)) throw fault('input.unknown-file')
      return answerText(result.examination, { name: displayName(path), version })
    },
  }
}
