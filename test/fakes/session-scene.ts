/** A session with everything real but the person: tests watch its requests, and answer in the place of a service. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleFromJSON, type SerializedBundle } from '@sigstore/bundle'
import { TrustedRoot } from '@sigstore/protobuf-specs'
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify'
import { systemClock } from '../../electron/adapters/clock.ts'
import { createFiles } from '../../electron/adapters/files.ts'
import { createHttp } from '../../electron/adapters/http.ts'
import type { PracticeInstance } from '../../electron/adapters/practice/instance.ts'
import { createSignIn } from '../../electron/adapters/sign-in.ts'
import type { ConsentAnswer, PublicRecord } from '../../electron/contract/model/record.ts'
import type { ExistingBundles, SessionProgress } from '../../electron/contract/model/session.ts'
import type { Http, HttpRequest, Ports } from '../../electron/core/ports.ts'
import type { SigningInstance } from '../../electron/core/signing/instance.ts'
import { makePlan } from '../../electron/core/signing/plan.ts'
import { runSession } from '../../electron/core/signing/run-session.ts'
import { newSessionState, type SessionState } from '../../electron/core/signing/session-state.ts'
import { noJournal } from './journal.ts'
import { type Person, person } from './person.ts'
import { practiceIn } from './practice-session.ts'

/** The paths of the services, as requests are sorted by. */
export const LOG = '/api/v1/log/entries'
const LOG_V2 = '/api/v2/log/entries'
export const CA = '/api/v2/signingCert'

/** Both versions of the log, with the path that entries are posted to. */
export const LOGS = [
  { version: 1, log: LOG },
  { version: 2, log: LOG_V2 },
] as const

export const to = (requests: readonly HttpRequest[], path: string): HttpRequest[] =>
  requests.filter((request) => new URL(request.url).pathname === path)

export interface Scene {
  readonly ports: Ports
  readonly state: SessionState
  readonly who: Person
  readonly asked: PublicRecord[]
  readonly requests: HttpRequest[]
  readonly told: SessionProgress[]
  run(over?: { signal?: AbortSignal; existing?: ExistingBundles }): Promise<void>
}

type Tap = (request: HttpRequest, real: Http) => ReturnType<Http['request']> | undefined

export interface SceneOptions {
  readonly who?: Person
  readonly answers?: readonly ConsentAnswer[]
  /** Answers in the place of a service, or lets the request pass. */
  readonly tap?: Tap
  readonly ports?: Partial<Ports>
  readonly onConsent?: (record: PublicRecord) => void
}

/** A practice instance and a folder for a release. `close` removes both. */
export interface Stage {
  readonly instance: SigningInstance
  readonly folder: string
  file(name: string, contents: string): string
  scene(paths: readonly string[], options?: SceneOptions): Promise<Scene>
  bundleOf(path: string, n?: string): SerializedBundle
  /** A stranger: the Sigstore library alone, with the written trusted root. Throws when it does not accept. */
  strangerVerifies(path: string, name?: string): void
  /** Forgets the files, for the next test. */
  clear(): void
  close(): Promise<void>
}

export async function openStage(logVersion: 1 | 2 = 1): Promise<Stage> {
  const data = mkdtempSync(join(tmpdir(), 'countermark-session-'))
  const { practice, instance } = await practiceIn(data, logVersion)
  let folder = mkdtempSync(join(tmpdir(), 'countermark-release-'))
  const bundleOf = (path: string, n = ''): SerializedBundle =>
    JSON.parse(readFileSync(`${path}.practice${n}.sigstore.json`, 'utf8'))

  return {
    instance,
    get folder() {
      return folder
    },
    file(name, contents) {
      const path = join(folder, name)
      writeFileSync(path, contents)
      return path
    },
    scene: (paths, options) => newScene(paths, practice, instance, options),
    bundleOf,
    strangerVerifies(path, name = 'ada@lovelace.example') {
      const root = JSON.parse(readFileSync(practice.trustedRootPath, 'utf8'))
      const entity = toSignedEntity(bundleFromJSON(bundleOf(path)), readFileSync(path))
      new Verifier(toTrustMaterial(TrustedRoot.fromJSON(root))).verify(entity, {
        subjectAlternativeName: name,
        extensions: { issuer: 'https://practice.countermark.test' },
      })
    },
    clear() {
      rmSync(folder, { recursive: true, force: true })
      folder = mkdtempSync(join(tmpdir(), 'countermark-release-'))
    },
    async close() {
      await practice.close()
      for (const path of [data, folder]) rmSync(path, { recursive: true, force: true })
    },
  }
}

async function newScene(
  paths: readonly string[],
  practice: PracticeInstance,
  instance: SigningInstance,
  options: SceneOptions = {},
): Promise<Scene> {
  const files = createFiles()
  const state = newSessionState((await makePlan(paths, { isPractice: true }, files)).artifacts)
  const who = options.who ?? person()
  const asked: PublicRecord[] = []
  const requests: HttpRequest[] = []
  const told: SessionProgress[] = []
  const answers = [...(options.answers ?? [])]
  const real = createHttp({ isAllowed: (url) => url.origin === practice.baseUrl })
  const http: Http = {
    request(request) {
      requests.push(request)
      return options.tap?.(request, real) ?? real.request(request)
    },
  }
  const ports: Ports = {
    files,
    http,
    clock: systemClock,
    signIn: createSignIn({ http, browser: who, clock: systemClock }),
    consent: {
      async ask(record) {
        asked.push(record)
        options.onConsent?.(record)
        return answers.shift() ?? 'granted'
      },
    },
    ...options.ports,
  }
  return {
    ports,
    state,
    who,
    asked,
    requests,
    told,
    run: ({ signal = new AbortController().signal, existing } = {}) =>
      runSession(state, {
        instance,
        ports,
        journal: noJournal,
        signal,
        existing,
        report: (progress) => told.push(progress),
      }),
  }
}
