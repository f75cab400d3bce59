/** The whole session over real parts: files on disk, HTTP on loopback, the practice instance, the product's own sign-in. */
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleFromJSON } from '@sigstore/bundle'
import { TrustedRoot } from '@sigstore/protobuf-specs'
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '../../electron/adapters/clock.ts'
import { createFiles } from '../../electron/adapters/files.ts'
import { createHttp } from '../../electron/adapters/http.ts'
import type { PracticeInstance } from '../../electron/adapters/practice/instance.ts'
import { createSignIn } from '../../electron/adapters/sign-in.ts'
import { fault } from '../../electron/contract/faults.ts'
import type { ConsentAnswer, PublicRecord } from '../../electron/contract/model/record.ts'
import type { SessionProgress } from '../../electron/contract/model/session.ts'
import type { Http, HttpRequest, Ports } from '../../electron/core/ports.ts'
import type { SigningInstance } from '../../electron/core/signing/instance.ts'
import { sessionResult } from '../../electron/core/signing/outcome.ts'
import { makePlan } from '../../electron/core/signing/plan.ts'
import { runSession } from '../../electron/core/signing/run-session.ts'
import { newSessionState, type SessionState } from '../../electron/core/signing/session-state.ts'
import { type Person, person } from '../fakes/person.ts'
import { practiceIn } from '../fakes/practice-session.ts'

let data: string
let practice: PracticeInstance
let instance: SigningInstance
let folder: string

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'countermark-session-'))
  const opened = await practiceIn(data)
  practice = opened.practice
  instance = opened.instance
})
afterAll(async () => {
  await practice.close()
  rmSync(data, { recursive: true, force: true })
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countermark-release-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string, contents: string | Buffer): string => {
  const path = join(folder, name)
  writeFileSync(path, contents)
  return path
}

/** Lets a test see every request, and answer in the place of a service. */
function tapped(tap: (request: HttpRequest, real: Http) => ReturnType<Http['request']> | undefined): Http {
  const real = createHttp({ isAllowed: (url) => url.origin === practice.baseUrl })
  return { request: (request) => tap(request, real) ?? real.request(request) }
}

interface Scene {
  readonly state: SessionState
  readonly who: Person
  readonly asked: PublicRecord[]
  readonly requests: HttpRequest[]
  readonly told: SessionProgress[]
  run(over?: { signal?: AbortSignal; existing?: 'keep-both' | 'replace' }): Promise<void>
}

async function scene(
  paths: string[],
  over: {
    who?: Person
    answers?: ConsentAnswer[]
    tap?: Parameters<typeof tapped>[0]
    ports?: Partial<Ports>
    onConsent?: (record: PublicRecord) => void
  } = {},
): Promise<Scene> {
  const files = createFiles()
  const plan = await makePlan(paths, true, files)
  const state = newSessionState(plan.artifacts)
  const who = over.who ?? person()
  const asked: PublicRecord[] = []
  const requests: HttpRequest[] = []
  const told: SessionProgress[] = []
  const answers = [...(over.answers ?? [])]
  const http = tapped((request, real) => {
    requests.push(request)
    return over.tap?.(request, real)
  })
  const ports: Ports = {
    files,
    http,
    clock: systemClock,
    signIn: createSignIn({ http, browser: who, clock: systemClock }),
    consent: {
      async ask(record) {
        asked.push(record)
        over.onConsent?.(record)
        return answers.shift() ?? 'granted'
      },
    },
    ...over.ports,
  }
  return {
    state,
    who,
    asked,
    requests,
    told,
    run: ({ signal = new AbortController().signal, existing } = {}) =>
      runSession(state, { instance, ports, signal, existing, report: (p) => told.push(p) }),
  }
}

const to = (requests: HttpRequest[], path: string) => requests.filter((r) => new URL(r.url).pathname === path)
const LOG = '/api/v2/log/entries'
const CA = '/api/v2/signingCert'
const bundleOf = (path: string, n = '') => JSON.parse(readFileSync(`${path}.practice${n}.sigstore.json`, 'utf8'))

/** A stranger: the Sigstore library alone, with the written trusted root. */
function strangerVerifies(path: string, name = 'ada@lovelace.example'): void {
  const material = toTrustMaterial(TrustedRoot.fromJSON(JSON.parse(readFileSync(practice.trustedRootPath, 'utf8'))))
  const entity = toSignedEntity(bundleFromJSON(bundleOf(path)), readFileSync(path))
  new Verifier(material).verify(entity, {
    subjectAlternativeName: name,
    extensions: { issuer: 'https://practice.countermark.test' },
  })
}

describe('a session', () => {
  test('three files, one sign-in, one certificate, three bundles that a stranger verifies', async () => {
    const paths = ['one.tar.gz', 'two.whl', 'three.json'].map((name, i) => file(name, `contents ${i}`))
    const s = await scene(paths)
    await s.run()
    expect(s.who.opened).toHaveLength(1)
    expect(s.asked).toHaveLength(1)
    expect(to(s.requests, CA)).toHaveLength(1)
    expect(to(s.requests, LOG)).toHaveLength(3)
    for (const path of paths) {
      strangerVerifies(path)
      expect(bundleOf(path).mediaType).toBe('application/vnd.dev.sigstore.bundle.v0.3+json')
    }
    const result = sessionResult(s.state, instance, new Date())
    expect(result).toMatchObject({
      identity: { name: 'ada@lovelace.example', kind: 'email', issuer: 'https://practice.countermark.test' },
      hallmark: { maker: 'ada@lovelace.example', fineness: null, office: 'practice', isPractice: true },
      files: paths.map(() => ({ state: 'signed' })),
    })
    expect(s.told.at(-1)?.steps.every((step) => step.state === 'done' && step.done === step.total)).toBe(true)
  })

  test('the record that consent is asked for is what is then logged, and nothing of it was sent before', async () => {
    let sentBefore: string[] = []
    const s = await scene([file('a.bin', 'a'), file('b.bin', 'b')], {
      onConsent: () => {
        sentBefore = s.requests.map((r) => new URL(r.url).pathname)
      },
    })
    await s.run()
    expect(sentBefore.every((path) => path.startsWith('/auth'))).toBe(true)
    const logged = to(s.requests, LOG).map((r) => JSON.parse(String(r.body)).hashedRekordRequestV002.digest)
    expect(s.asked[0]?.files.map((f) => Buffer.from(f.sha256, 'hex').toString('base64')).sort()).toEqual(logged.sort())
    expect(s.asked[0]?.recipients.map((r) => r.role)).toEqual(['sign-in', 'certificate', 'timestamp', 'log'])
  })

  test('nothing but digests leaves the machine: no name, no contents, no path', async () => {
    const s = await scene([file('unannounced-product.bin', 'very private contents')])
    await s.run()
    const sent = s.requests.map(
      (r) => `${r.url} ${typeof r.body === 'string' ? r.body : Buffer.from(r.body ?? []).toString('latin1')}`,
    )
    expect(sent.join()).not.toMatch(/unannounced|private contents|countermark-release/)
  })

  test('the records hold neither key nor token', async () => {
    const s = await scene([file('a.bin', 'a')])
    const tokens: string[] = []
    const grab = await scene([file('b.bin', 'b')], {
      tap: (request) => {
        if (new URL(request.url).pathname === CA)
          tokens.push(JSON.parse(String(request.body)).credentials.oidcIdentityToken)
        return undefined
      },
    })
    await Promise.all([s.run(), grab.run()])
    expect(tokens).toHaveLength(1)
    expect(JSON.stringify(grab.state)).not.toContain(tokens[0])
    expect(JSON.stringify(s.state)).not.toMatch(/eyJ[\w-]+\.eyJ/)
  })

  test('files with equal contents get entries of their own', async () => {
    const paths = [file('a.txt', 'same'), file('b.txt', 'same')]
    const s = await scene(paths)
    await s.run()
    const indices = paths.map((path) => bundleOf(path).verificationMaterial.tlogEntries[0].logIndex)
    expect(new Set(indices).size).toBe(2)
    paths.forEach((path) => strangerVerifies(path))
  })
})

describe('consent', () => {
  test('refused: nothing was sent but the sign-in, and nothing is written', async () => {
    const path = file('a.bin', 'a')
    const s = await scene([path], { answers: ['refused'] })
    await expect(s.run()).rejects.toMatchObject({ code: 'consent.refused' })
    expect(s.requests.every((r) => new URL(r.url).pathname.startsWith('/auth'))).toBe(true)
    expect(readdirSync(folder)).toEqual(['a.bin'])
  })

  test('another account: signs in again, asks again, and does not read the files again', async () => {
    const path = file('a.bin', 'a')
    const s = await scene([path], {
      answers: ['other-account', 'granted'],
      onConsent: () => (s.who.email = 'grace@hopper.example'),
    })
    await s.run()
    expect(s.asked.map((r) => r.identity.name)).toEqual(['ada@lovelace.example', 'grace@hopper.example'])
    strangerVerifies(path, 'grace@hopper.example')
  })
})

describe('when something goes wrong', () => {
  test('a token that ran out while the person read: signs in again, goes on without asking again', async () => {
    const path = file('a.bin', 'a')
    let late = 0
    const clock = { ...systemClock, now: () => new Date(Date.now() + late) }
    const s = await scene([path], { ports: { clock }, onConsent: () => (late = 58_000) })
    const back = setInterval(() => s.who.opened.length === 2 && (late = 0), 1)
    await s.run().finally(() => clearInterval(back))
    expect(s.who.opened).toHaveLength(2)
    expect(s.asked).toHaveLength(1)
    strangerVerifies(path)
  })

  test('and not as somebody else', async () => {
    let late = 0
    const clock = { ...systemClock, now: () => new Date(Date.now() + late) }
    const s = await scene([file('a.bin', 'a')], {
      ports: { clock },
      onConsent: () => {
        late = 58_000
        s.who.email = 'mallory@example.org'
      },
    })
    const back = setInterval(() => s.who.opened.length === 2 && (late = 0), 1)
    await expect(s.run().finally(() => clearInterval(back))).rejects.toMatchObject({
      code: 'auth.identity-changed',
      details: { expected: 'ada@lovelace.example', actual: 'mallory@example.org' },
    })
    expect(to(s.requests, CA)).toHaveLength(0)
  })

  test('a lost answer of the log: the entry is taken up from the tiles, and there is no second one', async () => {
    const path = file('a.bin', 'a')
    let lost = 0
    const s = await scene([path], {
      tap: (request, real) => {
        if (new URL(request.url).pathname !== LOG || lost++ > 0) return undefined
        return real.request(request).then(() => Promise.reject(fault('network.timeout', { host: 'log' })))
      },
    })
    await s.run()
    const indices = to(s.requests, LOG)
    expect(indices).toHaveLength(2)
    expect(indices[0]?.body).toBe(indices[1]?.body)
    strangerVerifies(path)
  })

  test('a duplicate that the log will not show: the file is signed anew', async () => {
    const path = file('a.bin', 'a')
    let refused = 0
    const s = await scene([path], {
      tap: (request) =>
        new URL(request.url).pathname === LOG && refused++ === 0
          ? Promise.resolve({ status: 409, headers: { 'x-index': '999999999' }, body: new Uint8Array() })
          : undefined,
    })
    await s.run()
    const bodies = to(s.requests, LOG).map((r) => r.body)
    expect(new Set(bodies).size).toBe(2)
    strangerVerifies(path)
  })

  test('one file refused by the log: the others are finished, and going on signs only that one', async () => {
    const paths = ['a', 'b', 'c'].map((n) => file(`${n}.bin`, n))
    let refuse = true
    const s = await scene(paths, {
      tap: (request) => {
        const isLog = new URL(request.url).pathname === LOG
        if (!isLog || !refuse) return undefined
        refuse = false
        return Promise.resolve({ status: 400, headers: {}, body: Buffer.from('{"message":"not\\ntoday"}') })
      },
    })
    await s.run()
    expect([...s.state.faults.values()]).toMatchObject([
      { code: 'sigstore.log-rejected', details: { reason: 'not today (400)' } },
    ])
    expect(readdirSync(folder).filter((n) => n.endsWith('.sigstore.json'))).toHaveLength(2)
    await s.run()
    expect(s.state.faults.size).toBe(0)
    expect(s.who.opened).toHaveLength(1)
    expect(to(s.requests, CA)).toHaveLength(1)
    expect(to(s.requests, LOG)).toHaveLength(4)
    paths.forEach((path) => strangerVerifies(path))
  })

  test('a certificate that runs out in the middle: signs in again for what is left, and keeps what is signed', async () => {
    const paths = Array.from({ length: 20 }, (_, i) => file(`f${i}.bin`, `${i}`))
    let late = 0
    const clock = { ...systemClock, now: () => new Date(Date.now() + late) }
    const s = await scene(paths, {
      ports: { clock },
      tap: (request) => {
        if (new URL(request.url).pathname === LOG && to(s.requests, LOG).length === 10) late = 595_000
        return undefined
      },
    })
    const back = setInterval(() => s.who.opened.length === 2 && (late = 0), 1)
    await s.run().finally(() => clearInterval(back))
    expect(s.who.opened).toHaveLength(2)
    expect(s.asked).toHaveLength(1)
    expect(to(s.requests, CA)).toHaveLength(2)
    paths.forEach((path) => strangerVerifies(path))
  })

  test('a certificate for another key or name is not used', async () => {
    const other = await scene([file('other.bin', 'x')])
    await other.run()
    const foreign = other.state.once['get-certificate']?.chain ?? []
    const s = await scene([file('a.bin', 'a')], {
      tap: (request) => {
        if (new URL(request.url).pathname !== CA) return undefined
        const certificates = foreign.map((der) => `-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n`)
        const json = { signedCertificateEmbeddedSct: { chain: { certificates } } }
        return Promise.resolve({ status: 200, headers: {}, body: Buffer.from(JSON.stringify(json)) })
      },
    })
    await expect(s.run()).rejects.toMatchObject({
      code: 'sigstore.certificate-wrong',
      details: { reason: 'It is for another key' },
    })
    expect(to(s.requests, LOG)).toHaveLength(0)
  })

  test.each([
    [CA, 'sigstore.answer-unreadable'],
    ['/api/v1/timestamp', 'sigstore.answer-unreadable'],
    [LOG, 'sigstore.answer-unreadable'],
  ])('a sign-in page of the network in the place of %s', async (path, code) => {
    const s = await scene([file('a.bin', 'a')], {
      tap: (request) =>
        new URL(request.url).pathname === path
          ? Promise.resolve({
              status: 200,
              headers: { 'content-type': 'text/html' },
              body: Buffer.from('<html>Welcome to the hotel</html>'),
            })
          : undefined,
    })
    const failed = await s.run().then(
      () => [...s.state.faults.values()][0],
      (error: unknown) => error,
    )
    expect(failed).toMatchObject({ code })
    expect(readdirSync(folder)).toEqual(['a.bin'])
  })

  test('a file that changes after it was read is not given a bundle', async () => {
    const path = file('a.bin', 'a')
    const s = await scene([path], { onConsent: () => appendFileSync(path, 'more') })
    await s.run()
    expect([...s.state.faults.values()]).toMatchObject([{ code: 'files.changed-meanwhile' }])
    expect(existsSync(`${path}.practice.sigstore.json`)).toBe(false)
  })

  test('cancelled in the middle: what is signed stays, nothing is half written, going on finishes it', async () => {
    const paths = Array.from({ length: 30 }, (_, i) => file(`f${i}.bin`, `${i}`))
    const abort = new AbortController()
    const s = await scene(paths, {
      tap: (request) => {
        if (new URL(request.url).pathname === LOG && to(s.requests, LOG).length === 12) abort.abort()
        return undefined
      },
    })
    await expect(s.run({ signal: abort.signal })).rejects.toThrow()
    const written = readdirSync(folder).filter((n) => !n.endsWith('.bin'))
    expect(written.length).toBeLessThan(30)
    expect(written.every((n) => n.endsWith('.practice.sigstore.json'))).toBe(true)
    await s.run()
    expect(s.who.opened).toHaveLength(1)
    paths.forEach((path) => strangerVerifies(path))
  })

  test('denied in the browser', async () => {
    const s = await scene([file('a.bin', 'a')], { who: person('ada@lovelace.example', 'deny') })
    await expect(s.run()).rejects.toMatchObject({ code: 'auth.denied' })
  })

  test('cancelled while nobody signs in', async () => {
    const abort = new AbortController()
    const s = await scene([file('a.bin', 'a')], { who: person('ada@lovelace.example', 'walk-away') })
    const run = s.run({ signal: abort.signal })
    await expect.poll(() => s.told.at(-1)?.signInUrl).toContain('/auth')
    abort.abort()
    await expect(run).rejects.toThrow()
    expect(s.told.at(-1)).not.toHaveProperty('signInUrl')
  })
})

describe('bundles that are there already', () => {
  test('keep both', async () => {
    const path = file('a.bin', 'a')
    await (await scene([path])).run()
    const first = readFileSync(`${path}.practice.sigstore.json`, 'utf8')
    await (await scene([path])).run({ existing: 'keep-both' })
    expect(readFileSync(`${path}.practice.sigstore.json`, 'utf8')).toBe(first)
    expect(bundleOf(path, '.2').mediaType).toContain('v0.3')
  })

  test('replace', async () => {
    const path = file('a.bin', 'a')
    await (await scene([path])).run()
    const first = readFileSync(`${path}.practice.sigstore.json`, 'utf8')
    await (await scene([path])).run({ existing: 'replace' })
    expect(readFileSync(`${path}.practice.sigstore.json`, 'utf8')).not.toBe(first)
    expect(readdirSync(folder).sort()).toEqual(['a.bin', 'a.bin.practice.sigstore.json'])
  })

  test('unasked, an existing one stays', async () => {
    const path = file('a.bin', 'a')
    file('a.bin.practice.sigstore.json', 'mine')
    const s = await scene([path])
    await s.run()
    expect([...s.state.faults.values()]).toMatchObject([{ code: 'files.bundle-exists' }])
    expect(readFileSync(`${path}.practice.sigstore.json`, 'utf8')).toBe('mine')
  })

  test('practice replaces nothing but practice', async () => {
    const path = file('a.bin', 'a')
    file('a.bin.practice.sigstore.json', 'evidence of somebody else')
    const s = await scene([path])
    await s.run({ existing: 'replace' })
    expect([...s.state.faults.values()]).toMatchObject([{ code: 'files.foreign-bundle' }])
    expect(readFileSync(`${path}.practice.sigstore.json`, 'utf8')).toBe('evidence of somebody else')
  })
})

describe('planning', () => {
  const planFault = (paths: string[]) => makePlan(paths, true, createFiles())

  test('no file, an empty file, a folder, a missing file, one chosen twice', async () => {
    await expect(planFault([])).rejects.toMatchObject({ code: 'files.none' })
    await expect(planFault([file('empty', '')])).rejects.toMatchObject({
      code: 'files.empty',
      details: { name: 'empty' },
    })
    await expect(planFault([folder])).rejects.toMatchObject({ code: 'files.not-a-file' })
    await expect(planFault([join(folder, 'gone')])).rejects.toMatchObject({ code: 'files.not-found' })
    const path = file('a', 'a')
    await expect(planFault([path, path])).rejects.toMatchObject({ code: 'files.same-bundle' })
  })

  test('ten thousand files are planned and keep their order', async () => {
    const paths = Array.from({ length: 10_000 }, (_, i) => file(`f${i}`, 'x'))
    const plan = await planFault(paths)
    expect(plan.files.map((f) => f.name)).toEqual(paths.map((p) => p.slice(folder.length + 1)))
    expect(plan.files.every((f) => f.bundleExists === false)).toBe(true)
  })
})
