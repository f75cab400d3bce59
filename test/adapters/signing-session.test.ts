/** The whole session over real parts: files on disk, HTTP on loopback, the practice instance, the product's own sign-in. */
import { appendFileSync, existsSync, readdirSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../electron/adapters/clock.ts'
import { fault } from '../../electron/contract/faults.ts'
import { sessionResult } from '../../electron/core/signing/outcome.ts'
import { type Person, person } from '../fakes/person.ts'
import { CA, LOG, openStage, type SceneOptions, type Stage, to } from '../fakes/session-scene.ts'

let stage: Stage

/** A clock that runs ahead from a moment on, until the person has signed in again. */
function hastyClock(who: Person, aheadMs: number) {
  let isAhead = false
  return {
    hurry() {
      isAhead = true
    },
    clock: { ...systemClock, now: () => new Date(Date.now() + (isAhead && who.opened.length < 2 ? aheadMs : 0)) },
  }
}
const file = (name: string, contents: string) => stage.file(name, contents)
const scene = (paths: string[], options?: SceneOptions) => stage.scene(paths, options)

beforeAll(async () => {
  stage = await openStage()
})
afterEach(() => stage.clear())
afterAll(() => stage.close())

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
      stage.strangerVerifies(path)
      expect(stage.bundleOf(path).mediaType).toBe('application/vnd.dev.sigstore.bundle.v0.3+json')
    }
    const result = sessionResult(s.state, stage.instance, new Date())
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
    const indices = paths.map((path) => stage.bundleOf(path).verificationMaterial.tlogEntries[0]?.logIndex)
    expect(new Set(indices).size).toBe(2)
    for (const path of paths) stage.strangerVerifies(path)
  })
})

describe('when something goes wrong', () => {
  test('a token that ran out while the person read: signs in again, goes on without asking again', async () => {
    const path = file('a.bin', 'a')
    const who = person()
    const { clock, hurry } = hastyClock(who, 58_000)
    const s = await scene([path], { who, ports: { clock }, onConsent: hurry })
    await s.run()
    expect(who.opened).toHaveLength(2)
    expect(s.asked).toHaveLength(1)
    stage.strangerVerifies(path)
  })

  test('and not as somebody else', async () => {
    const who = person()
    const { clock, hurry } = hastyClock(who, 58_000)
    const s = await scene([file('a.bin', 'a')], {
      who,
      ports: { clock },
      onConsent() {
        hurry()
        who.email = 'mallory@example.org'
      },
    })
    await expect(s.run()).rejects.toMatchObject({
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
    stage.strangerVerifies(path)
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
    stage.strangerVerifies(path)
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
    expect(readdirSync(stage.folder).filter((n) => n.endsWith('.sigstore.json'))).toHaveLength(2)
    await s.run()
    expect(s.state.faults.size).toBe(0)
    expect(s.who.opened).toHaveLength(1)
    expect(to(s.requests, CA)).toHaveLength(1)
    expect(to(s.requests, LOG)).toHaveLength(4)
    for (const path of paths) stage.strangerVerifies(path)
  })

  test('a certificate that runs out in the middle: signs in again for what is left, and keeps what is signed', async () => {
    const paths = Array.from({ length: 20 }, (_, i) => file(`f${i}.bin`, `${i}`))
    const who = person()
    const { clock, hurry } = hastyClock(who, 595_000)
    const s = await scene(paths, {
      who,
      ports: { clock },
      tap(request) {
        if (new URL(request.url).pathname === LOG && to(s.requests, LOG).length === 10) hurry()
        return undefined
      },
    })
    await s.run()
    expect(who.opened).toHaveLength(2)
    expect(s.asked).toHaveLength(1)
    expect(to(s.requests, CA)).toHaveLength(2)
    for (const path of paths) stage.strangerVerifies(path)
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
    expect(readdirSync(stage.folder)).toEqual(['a.bin'])
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
    const written = readdirSync(stage.folder).filter((n) => !n.endsWith('.bin'))
    expect(written.length).toBeLessThan(30)
    expect(written.every((n) => n.endsWith('.practice.sigstore.json'))).toBe(true)
    await s.run()
    expect(s.who.opened).toHaveLength(1)
    for (const path of paths) stage.strangerVerifies(path)
  })

  test('denied in the browser', async () => {
    const s = await scene([file('a.bin', 'a')], { who: person('ada@lovelace.example', 'deny') })
    await expect(s.run()).rejects.toMatchObject({ code: 'auth.denied' })
  })

  test('cancelled while nobody signs in', async () => {
    const abort = new AbortController()
    const s = await scene([file('a.bin', 'a')], { who: person('ada@lovelace.example', 'walk-away') })
    const run = s.run({ signal: abort.signal })
    await expect.poll(() => s.told.at(-1)?.signIn?.url).toContain('/auth')
    abort.abort()
    await expect(run).rejects.toThrow()
    expect(s.told.at(-1)).not.toHaveProperty('signIn')
  })
})
