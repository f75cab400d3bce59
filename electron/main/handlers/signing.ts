import type { api } from '../../contract/api.ts'
import { fault } from '../../contract/faults.ts'
import type { SessionId } from '../../contract/model/session.ts'
import type { Handlers } from '../../contract/server.ts'
import type { Browser, Files } from '../../core/ports.ts'
import { evidenceOf } from '../../core/signing/evidence.ts'
import type { SigningInstance } from '../../core/signing/instance.ts'
import { makePlan } from '../../core/signing/plan.ts'
import type { ChosenFiles } from '../chosen-files.ts'
import { currentView, type Sessions } from '../sessions.ts'

export interface SigningNeeds {
  readonly chosen: ChosenFiles
  readonly sessions: Sessions
  readonly files: Files
  readonly browser: Browser
  /** The instance of an id, else the chosen one; starts the practice instance when it is the first to need it. */
  readonly instance: (id?: string) => Promise<SigningInstance>
  readonly showInFolder: (path: string) => void
}

export const signingHandlers = (needs: SigningNeeds): Handlers<typeof api>['signing'] => {
  const { chosen, sessions, files, browser, instance, showInFolder } = needs

  /** The bundle that a session wrote for one of its files. */
  async function written(id: SessionId, file: number) {
    const { state, head } = await sessions.get(id)
    const artifact = state.artifacts[file]
    const { digest, bundle = state.once['bundle-statement'], ...records } = state.perFile[file] ?? {}
    const save = records.save ?? records['save-statement']
    if (!artifact || !digest || !bundle || !save) throw fault('input.unknown-file')
    return { head, artifact, digest, bundle, save }
  }

  return {
    async prepare({ files: refs, instance: wanted }) {
      const paths = refs.map((ref) => chosen.pathOf(ref))
      const used = await instance(wanted)
      return currentView(sessions.open(await makePlan(paths, { isPractice: used.isPractice }, files), used))
    },

    session: async ({ session }) => currentView(await sessions.get(session)),

    sign: async ({ session, existing, signIn: choice, receipt = false }, { signal, report, task }) =>
      sessions.run(await sessions.get(session), { existing, choice, receipt, task, signal, report }),

    async openSignIn({ session }) {
      const { prompt } = await sessions.get(session)
      if (prompt !== undefined) await browser.open(prompt.url)
    },

    async pasteCode({ session, code }) {
      const { codes } = await sessions.get(session)
      if (!codes.put(code)) throw fault('auth.not-waiting')
    },

    async evidence({ session: id, file }) {
      const { head, artifact, digest, bundle, save } = await written(id, file)
      return evidenceOf({
        bundle: bundle.json,
        name: artifact.name,
        bundlePath: save.path,
        sha256: digest.sha256,
        artifactPath: artifact.path,
        trustedRootPath: head.instance.trustedRootPath,
      })
    },

    reveal: async ({ session, file }) => showInFolder((await written(session, file)).save.path),
  }
}
