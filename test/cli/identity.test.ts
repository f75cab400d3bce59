import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { PracticeServeReport } from '../../electron/cli/reports.ts'
import { serve } from '../adapters/loopback-server.ts'
import { type Desk, openDesk } from './command.ts'

let desk: Desk
beforeEach(() => {
  desk = openDesk()
  desk.file('a.bin', 'a')
})
afterEach(() => desk.clear())

const PRACTICE = ['--instance', 'practice']
const WHO = ['--identity', 'grace@hopper.example', '--issuer', 'https://practice.countermark.test']

const tokenOf = async (place: Desk, ...more: string[]) =>
  (await place.run(['practice', 'token', '--email', 'grace@hopper.example', ...more])).out

describe('an identity token that is there already', () => {
  test('in a file: nobody is asked to sign in, and who will be named is said before anything is sent', async () => {
    desk.file('token', await tokenOf(desk))
    const signed = await desk.run(['sign', ...PRACTICE, '--identity-token-file', 'token', 'a.bin'])
    expect(signed).toMatchObject({ code: 0 })
    expect(signed.err).not.toContain('Sign in with your browser')
    expect(signed.err.indexOf('grace@hopper.example')).toBeLessThan(signed.err.indexOf('Get the certificate'))
    expect(await desk.run(['verify', ...PRACTICE, ...WHO, 'a.bin'])).toMatchObject({ code: 0 })
  })

  test('on standard input', async () => {
    const args = ['sign', ...PRACTICE, '--identity-token-file', '-', 'a.bin']
    expect(await desk.run(args, { input: await tokenOf(desk) })).toMatchObject({ code: 0 })
  })

  test.each([
    ['no token at all', 'something else', 'auth.token-unreadable'],
    ['nothing', '', 'auth.token-unreadable'],
    ['more than a token', 'x'.repeat(100_000), 'input.too-long'],
  ])('%s is a fault, and nothing is written', async (_, text, code) => {
    const path = desk.file('token', text)
    const failed = await desk.run(['sign', ...PRACTICE, '--identity-token-file', path, 'a.bin', '--json'])
    expect(failed.json()).toMatchObject({ outcome: 'failed', fault: { code } })
    expect(failed.code).not.toBe(0)
    expect(failed.err).toContain('countermark: ')
    expect((await desk.run(['verify', ...PRACTICE, ...WHO, 'a.bin'])).code).toBe(3)
  })

  test('one that has run out, and one for another audience', async () => {
    const [head, body = '', signature] = (await tokenOf(desk)).trim().split('.')
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString())
    const changed = (over: object) =>
      [head, Buffer.from(JSON.stringify({ ...claims, ...over })).toString('base64url'), signature].join('.')
    const codeOf = async (token: string) => {
      const args = ['sign', ...PRACTICE, '--identity-token-file', '-', 'a.bin', '--json']
      return (await desk.run(args, { input: token })).json()
    }
    expect(await codeOf(changed({ exp: 1 }))).toMatchObject({ fault: { code: 'auth.token-expired' } })
    expect(await codeOf(changed({ aud: 'kubernetes' }))).toMatchObject({ fault: { code: 'auth.token-audience' } })
    // Its signature is no longer that of the issuer: the authority says so.
    expect(await codeOf(changed({ sub: 'mallory' }))).toMatchObject({ fault: { code: 'sigstore.certificate-refused' } })
  })

  test('not together with a page, and not from a file that is not there', async () => {
    const both = await desk.run(['sign', ...PRACTICE, '--identity-token-file', '-', '--device', 'a.bin', '--json'])
    expect(both).toMatchObject({ code: 2 })
    const none = await desk.run(['sign', ...PRACTICE, '--identity-token-file', 'nowhere', 'a.bin', '--json'])
    expect(none.json()).toMatchObject({ fault: { code: 'files.not-found' } })
  })

  test('of somebody else than expected is not sent', async () => {
    const args = ['sign', ...PRACTICE, '--identity-token-file', '-', '--expect-identity', 'ada@lovelace.example']
    const failed = await desk.run([...args, 'a.bin', '--json'], { input: await tokenOf(desk) })
    expect(failed.json()).toMatchObject({ fault: { code: 'auth.identity-unexpected' } })
    expect(failed.err).not.toContain('Get the certificate')
  })
})

describe('a job of CI on an imported instance', () => {
  /** A private Sigstore that somebody else runs, and its client trust config in a file. */
  async function elsewhere() {
    const other = openDesk()
    const { trustedRoot, signingConfig } = await new Promise<PracticeServeReport>((resolve, reject) => {
      let stop: () => void = () => {}
      const ended = other.run(['practice', 'serve', '--json'], {
        onOutput(text, kill) {
          stop = () => kill('SIGTERM')
          resolve(PracticeServeReport.parse(JSON.parse(text)))
        },
      })
      ended.catch(reject)
      onTestFinished(async () => {
        stop()
        await ended
        other.clear()
      })
    })
    const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'))
    const config = {
      mediaType: 'application/vnd.dev.sigstore.clienttrustconfig.v0.1+json',
      trustedRoot: read(trustedRoot),
      signingConfig: read(signingConfig),
    }
    desk.file('corp.json', JSON.stringify(config))
    return other
  }

  async function job() {
    const other = await elsewhere()
    const token = await tokenOf(other)
    const asked: string[] = []
    const origin = await serve(({ url = '' }, response) => {
      asked.push(url)
      response.end(JSON.stringify({ value: token.trim() }))
    })
    const env = {
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      ACTIONS_ID_TOKEN_REQUEST_URL: `${origin}/?v=2`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x',
    }
    return { env, asked }
  }

  test('its token goes there only by the flag; the job is its own consent', async () => {
    const { env, asked } = await job()
    const args = ['sign', '--instance', 'corp.json', 'a.bin', '--json']
    const refused = await desk.run(args, { env })
    expect(refused.json()).toMatchObject({ fault: { code: 'instance.ambient-token' } })
    const signed = await desk.run([...args, '--allow-ambient-token'], { env })
    expect(signed).toMatchObject({ code: 0 })
    expect(new Set(asked)).toEqual(new Set(['/?v=2&audience=sigstore']))
    const root = join(desk.data, 'trust', String((signed.json().instance as { id: string }).id), 'trusted_root.json')
    const verified = await desk.run(['verify', '--trusted-root', root, ...WHO, 'a.bin', '--json'])
    expect(verified.json()).toMatchObject({ signer: { name: 'grace@hopper.example' } })
  })

  test('without a token of the job, a script has to agree with --yes', async () => {
    await elsewhere()
    const asked = await desk.run(['sign', '--instance', 'corp.json', 'a.bin', '--json'])
    expect(asked).toMatchObject({ code: 2 })
    expect(asked.json()).toMatchObject({ fault: { code: 'input.consent-needed' } })
  })
})
