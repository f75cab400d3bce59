/** What can go wrong in a session, and what is left of it then. */
import { appendFileSync, existsSync, readdirSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../electron/adapters/clock.ts'
import { fault } from '../../electron/contract/faults.ts'
import { type Person, person } from '../fakes/person.ts'
import { CA, LOGS, openStage, type SceneOptions, type Stage, to } from '../fakes/session-scene.ts'

let stage: Stage

async function open(version: 1 | 2): Promise<void> {
  await (stage as Stage | undefined)?.close()
  stage = await openStage(version)
}

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

/** Where the entry is said to be that the log has already, in each version; and there is none. */
const GONE = { 'x-index': '999999999', location: `/api/v1/log/entries/${'0'.repeat(64)}` }

afterEach(() => stage.clear())
afterAll(() => stage.close())

describe.each(LOGS)('when something goes wrong with a log of version $version', ({ version, log }) => {
  beforeAll(() => open(version))

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

  test('a lost answer of the log: the entry is taken up, and there is no second one', async () => {
    const path = file('a.bin', 'a')
    let lost = 0
    const s = await scene([path], {
      tap: (request, real) => {
        if (new URL(request.url).pathname !== log || lost++ > 0) return undefined
        return real.request(request).then(() => Promise.reject(fault('network.timeout', { host: 'log' })))
      },
    })
    await s.run()
    const indices = to(s.requests, log)
    expect(indices).toHaveLength(2)
    expect(indices[0]?.body).toBe(indices[1]?.body)
    stage.strangerVerifies(path)
  })

  test('a duplicate that the log will not show: the file is signed anew', async () => {
    const path = file('a.bin', 'a')
    let refused = 0
    const s = await scene([path], {
      tap: (request) =>
        new URL(request.url).pathname === log && refused++ === 0
          ? Promise.resolve({ status: 409, headers: GONE, body: new Uint8Array() })
          : undefined,
    })
    await s.run()
    const bodies = to(s.requests, log).map((r) => r.body)
    expect(new Set(bodies).size).toBe(2)
    stage.strangerVerifies(path)
  })

  test('one file refused by the log: the others are finished, and going on signs only that one', async () => {
    const paths = ['a', 'b', 'c'].map((n) => file(`${n}.bin`, n))
    let refuse = true
    const s = await scene(paths, {
      tap: (request) => {
        const isLog = new URL(request.url).pathname === log
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
    expect(to(s.requests, log)).toHaveLength(4)
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
        if (new URL(request.url).pathname === log && to(s.requests, log).length === 10) hurry()
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
    expect(to(s.requests, log)).toHaveLength(0)
  })

  test.each([CA, '/api/v1/timestamp', log])('a sign-in page of the network in the place of %s', async (path) => {
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
    expect(failed).toMatchObject({ code: 'network.captive-portal' })
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
        if (new URL(request.url).pathname === log && to(s.requests, log).length === 12) abort.abort()
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
