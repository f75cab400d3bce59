/** Tokens that somebody else got: from files, from standard input, right and wrong. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readGivenToken, type TokenSource, tokenSignIn } from '../../electron/adapters/given-token.ts'
import { tokenFromFile, tokenFromStream } from '../../electron/adapters/token-source.ts'
import { Fault } from '../../electron/contract/faults.ts'
import { fakeClock } from '../fakes/clock.ts'
import { signToken } from './scripted-provider.ts'

const now = new Date('2026-11-23T10:41:00.000Z')
const nowS = now.getTime() / 1000
const GOOD = { iss: 'https://gitlab.com', sub: 'job', aud: 'sigstore', iat: nowS, exp: nowS + 60 }
const token = (claims: object = {}, header: object = { alg: 'RS256' }) =>
  signToken({ ...header }, { ...GOOD, ...claims })
const read = (text: string) => readGivenToken(text, { audience: 'sigstore', now })
const never = new AbortController().signal

function faultOf(text: string): Fault {
  try {
    read(text)
  } catch (error) {
    if (error instanceof Fault) return error
  }
  throw new Error('no fault')
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'countermark-token-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

describe('a token that is good', () => {
  test.each([
    ['as it is', token()],
    ['with blanks and lines around it', ` \r\n${token()}\n\n`],
    ['with the mark of a Windows editor', `\uFEFF${token()}`],
    ['for several audiences', token({ aud: ['kubernetes', 'sigstore'] })],
    ['from a clock that is ahead by seconds', token({ iat: nowS + 20, nbf: nowS + 20 })],
  ])('%s is taken', (_, text) => {
    const { raw, claims, expiresAt } = read(text)
    expect(raw.reveal()).toBe(text.replace(/[\s\uFEFF]/g, ''))
    expect(claims).toMatchObject({ iss: 'https://gitlab.com', sub: 'job' })
    expect(expiresAt.toISOString()).toBe('2026-11-23T10:42:00.000Z')
  })
})

describe('a token that is refused', () => {
  const [head = '', body = '', signature = ''] = token().split('.')
  const encoded = (text: string) => Buffer.from(text).toString('base64url')

  test.each([
    ['nothing', ''],
    ['words', 'not a token'],
    ['two parts', `${head}.${body}`],
    ['four parts', `${token()}.x`],
    ['two tokens', `${token()}\n${token()}`],
    ['padding', `${head}.${body}=.${signature}`],
    ['a header of another kind', `${encoded('[]')}.${body}.${signature}`],
    ['a body that is no JSON', `${head}.${encoded('{"iss":')}.${signature}`],
    ['a body that is no text', `${head}.${Buffer.from([0x7b, 0xff, 0x7d]).toString('base64url')}.${signature}`],
    ['nobody who signed', token({}, { alg: 'none' })],
    ['no signature', `${head}.${body}.`],
    ['no end', token({ exp: undefined })],
    ['an end as text', token({ exp: '9999999999' })],
    ['an end beyond all years', token({ exp: 1e15 })],
    ['no audience', token({ aud: undefined })],
  ])('%s: it cannot be read', (_, text) => {
    expect(faultOf(text).code).toBe('auth.token-unreadable')
  })

  test.each([
    [
      { exp: nowS - 1 },
      'auth.token-expired',
      { expiresAt: '2026-11-23T10:40:59.000Z', now: '2026-11-23T10:41:00.000Z' },
    ],
    [
      { nbf: nowS + 3600 },
      'auth.token-too-early',
      { from: '2026-11-23T11:41:00.000Z', now: '2026-11-23T10:41:00.000Z' },
    ],
    [{ iat: nowS + 31 }, 'auth.token-too-early', { from: '2026-11-23T10:41:31.000Z', now: '2026-11-23T10:41:00.000Z' }],
    [{ aud: 'kubernetes' }, 'auth.token-audience', { expected: 'sigstore', found: 'kubernetes' }],
    [{ aud: [] }, 'auth.token-audience', { expected: 'sigstore', found: 'none' }],
    [{ aud: 'sig\u202Estore' }, 'auth.token-audience', { expected: 'sigstore', found: 'sig⟨U+202E⟩store' }],
  ])('%j says what was expected and found', (claims, code, details) => {
    expect(faultOf(token(claims)).toRecord()).toEqual({ code, details })
  })

  test('nothing of it is in a fault', () => {
    for (const claims of [{ exp: 1 }, { nbf: nowS + 3600 }, { aud: 'other' }, { exp: 'never' }]) {
      const text = token(claims)
      const said = JSON.stringify(faultOf(text).toRecord()) + String(faultOf(text).stack)
      for (const part of text.split('.')) expect(said).not.toContain(part)
    }
  })
})

describe('where it comes from', () => {
  const signIn = (source: TokenSource, signal = never) =>
    tokenSignIn(source, fakeClock(now.toISOString())).signIn({
      issuer: 'https://oauth2.example',
      clientId: 'sigstore',
      audience: 'sigstore',
      signal,
      onPrompt: () => {
        throw new Error('nobody is asked')
      },
    })

  test('a file, read anew for each sign-in', async () => {
    const path = join(folder(), 'token')
    writeFileSync(path, `${token()}\n`)
    const source = tokenFromFile(path)
    expect((await signIn(source)).claims.sub).toBe('job')
    writeFileSync(path, token({ sub: 'the next job' }))
    expect((await signIn(source)).claims.sub).toBe('the next job')
  })

  test('a pipe of the shell', async () => {
    const path = join(folder(), 'pipe')
    execFileSync('mkfifo', [path])
    const asked = signIn(tokenFromFile(path))
    await writeFile(path, token())
    expect((await asked).claims.sub).toBe('job')
  })

  test('standard input, once for all sign-ins', async () => {
    const source = tokenFromStream(Readable.from([Buffer.from(token().slice(0, 50)), Buffer.from(token().slice(50))]))
    const text = await source(never)
    expect(await source(never)).toBe(text)
    expect(text.split('.')).toHaveLength(3)
  })

  test('no file is a fault that names it', async () => {
    await expect(signIn(tokenFromFile(join(folder(), 'gone')))).rejects.toMatchObject({
      code: 'files.not-found',
      details: { name: 'gone' },
    })
    await expect(signIn(tokenFromFile(folder()))).rejects.toMatchObject({ code: 'files.not-a-file' })
  })

  test('more than a token is not read to its end', async () => {
    const path = join(folder(), 'token')
    writeFileSync(path, 'x'.repeat(70_000))
    await expect(signIn(tokenFromFile(path))).rejects.toMatchObject({ code: 'input.too-long' })
    const endless = Readable.from(
      (async function* () {
        for (;;) yield Buffer.alloc(1024)
      })(),
    )
    await expect(signIn(tokenFromStream(endless))).rejects.toMatchObject({ code: 'input.too-long' })
  })

  test('standard input that says nothing can be cancelled', async () => {
    const abort = new AbortController()
    const asked = signIn(tokenFromStream(new PassThrough()), abort.signal)
    abort.abort()
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
    await expect(signIn(tokenFromStream(new PassThrough()), AbortSignal.abort())).rejects.toMatchObject({
      code: 'cancelled',
    })
  })
})
