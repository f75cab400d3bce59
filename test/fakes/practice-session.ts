/** Signs files on a practice instance through the whole engine, with a person who consents to everything. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../../electron/adapters/clock.ts'
import { createFiles } from '../../electron/adapters/files.ts'
import { createHttp } from '../../electron/adapters/http.ts'
import { openPractice, type PracticeInstance } from '../../electron/adapters/practice/instance.ts'
import { PRACTICE } from '../../electron/adapters/practice/names.ts'
import { createSignIn } from '../../electron/adapters/sign-in.ts'
import type { BundleEvidence } from '../../electron/contract/model/session.ts'
import { evidenceOf } from '../../electron/core/signing/evidence.ts'
import { readInstance, type SigningInstance } from '../../electron/core/signing/instance.ts'
import { makePlan } from '../../electron/core/signing/plan.ts'
import { runSession } from '../../electron/core/signing/run-session.ts'
import { newSessionState } from '../../electron/core/signing/session-state.ts'
import { noJournal } from './journal.ts'
import { person } from './person.ts'

/** Opens the practice instance of a folder, and describes it as the engine wants it, with its log of this version. */
export async function practiceIn(
  folder: string,
  logVersion: 1 | 2 = 1,
): Promise<{ practice: PracticeInstance; instance: SigningInstance }> {
  const practice = await openPractice({ folder: join(folder, 'practice') })
  const texts = {
    trustedRoot: readFileSync(practice.trustedRootPath, 'utf8'),
    signingConfig: readFileSync(logVersion === 1 ? practice.signingConfigPath : practice.signingConfigV2Path, 'utf8'),
  }
  const { id, title, clientId } = PRACTICE
  const rest = {
    id,
    kind: id,
    title,
    trustSource: { from: 'instance', date: new Date().toISOString() },
    trustedRootPath: practice.trustedRootPath,
    clientId,
    tokenHomes: [],
    takesAmbientTokens: false,
  } as const
  return { practice, instance: readInstance(texts, rest) }
}

/** Signs the files in one session, and says what is in each bundle. */
export async function signAll(
  paths: readonly string[],
  { practice, instance }: { practice: PracticeInstance; instance: SigningInstance },
  email = 'ada@lovelace.example',
): Promise<BundleEvidence[]> {
  const files = createFiles()
  const http = createHttp({ isAllowed: (url) => url.origin === practice.baseUrl })
  const state = newSessionState((await makePlan(paths, { isPractice: true }, files)).artifacts)
  await runSession(state, {
    instance,
    journal: noJournal,
    ports: {
      files,
      http,
      clock: systemClock,
      signIn: createSignIn({ http, browser: person(email), clock: systemClock }),
      consent: { ask: async () => 'granted' },
    },
    signal: new AbortController().signal,
    report: () => {},
  })
  return state.artifacts.map((artifact, i) => {
    const { digest, bundle, save } = state.perFile[i] ?? {}
    if (!digest || !bundle || !save) throw state.faults.get(i) ?? new Error(`${artifact.name} was not signed`)
    return evidenceOf({
      bundle: bundle.json,
      name: artifact.name,
      bundlePath: save.path,
      sha256: digest.sha256,
      artifactPath: artifact.path,
      trustedRootPath: instance.trustedRootPath,
    })
  })
}
