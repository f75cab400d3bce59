import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeJwt } from 'jose'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PracticeServeReport, PracticeTokenReport, PracticeTrustReport } from '../../electron/cli/reports.ts'
import { type Desk, openDesk } from './command.ts'

let desk: Desk
beforeEach(() => {
  desk = openDesk()
})
afterEach(() => desk.clear())

test('trust writes the standard files under their standard names', async () => {
  const { code, ...ended } = await desk.run(['practice', 'trust', '--out', 'trust', '--json'])
  expect(code).toBe(0)
  const report = PracticeTrustReport.parse(ended.json())
  for (const [name, path] of [
    ['trusted_root.json', report.trustedRoot],
    ['signing_config.json', report.signingConfig],
    ['signing_config_rekor_v2.json', report.signingConfigRekorV2],
  ] as const) {
    expect(path).toBe(join(desk.folder, 'trust', name))
    expect(() => JSON.parse(readFileSync(path, 'utf8'))).not.toThrow()
  }
})

test('a token names whom it was asked for, for as long as it was asked for, and is all that is printed', async () => {
  const { code, out, err } = await desk.run(['practice', 'token', '--email', 'ada@lovelace.example', '--ttl', '600'])
  expect(code, err).toBe(0)
  const { sub, email, iat = 0, exp = 0 } = decodeJwt(out.trim())
  expect({ sub, email, seconds: exp - iat }).toEqual({
    sub: 'ada@lovelace.example',
    email: 'ada@lovelace.example',
    seconds: 600,
  })
  const again = await desk.run(['practice', 'token', '--email', 'ada@lovelace.example', '--json'])
  expect(decodeJwt(PracticeTokenReport.parse(again.json()).token).iss).toBe(decodeJwt(out.trim()).iss)
})

test.each([
  ['no address', []],
  ['no address at all', ['--email', 'nobody']],
  ['a time that is no number', ['--email', 'a@b.example', '--ttl', 'soon']],
  ['a time that is too long', ['--email', 'a@b.example', '--ttl', '86400']],
  ['no time at all', ['--email', 'a@b.example', '--ttl', '0']],
])('no token for %s', async (_, args) => {
  const { code, out } = await desk.run(['practice', 'token', ...args])
  expect({ code, out }).toEqual({ code: 2, out: '' })
})

test('serve prints where it is, answers until it is stopped, and leaves no lock behind', async () => {
  let served: PracticeServeReport | undefined
  let keys: unknown
  const { code } = await desk.run(['practice', 'serve', '--json'], {
    onOutput: async (text, kill) => {
      served = PracticeServeReport.parse(JSON.parse(text))
      keys = await (await fetch(`${served.issuer}/.well-known/openid-configuration`)).json()
      kill('SIGTERM')
    },
  })
  expect(code).toBe(0)
  expect(keys).toMatchObject({ issuer: served?.issuer })
  expect(existsSync(served?.trustedRoot ?? '')).toBe(true)
  // The next one has the same address: it is the same instance.
  desk.file('a.bin', 'a')
  const next = await desk.run(['sign', '--instance', 'practice', 'a.bin'])
  expect(next.err).toContain(served?.baseUrl)
})
