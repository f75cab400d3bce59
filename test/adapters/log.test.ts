import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLog } from '../../electron/adapters/log.ts'
import { fault } from '../../electron/contract/faults.ts'
import { Secret } from '../../electron/core/secret.ts'

let folder: string
let path: string

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'countermark-log-')))
  path = join(folder, 'sub', 'log.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const text = () => readFileSync(path, 'utf8')
const lines = () =>
  text()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

test('one line for each event, with time, level and fields', () => {
  const log = createLog(path)
  log.info('started', { version: '1.2.3', files: [1, 2], none: undefined })
  log.error('two\nlines')
  expect(lines()).toMatchObject([
    { level: 'info', event: 'started', version: '1.2.3', files: [1, 2] },
    { level: 'error', event: 'two\nlines' },
  ])
  expect(Date.parse(String(lines()[0]?.at))).not.toBeNaN()
  expect(text().split('\n')).toHaveLength(3)
})

test('a field cannot pass for the time, the level or the event', () => {
  createLog(path).info('real', { event: 'forged', level: 'error', at: 'never' })
  expect(lines()).toMatchObject([{ event: 'real', level: 'info' }])
})

test('an error says its name, message, code and causes', () => {
  const cause = new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) })
  createLog(path).error('internal', { id: 'x1', error: fault('network.unreachable', { host: 'a.example' }, { cause }) })
  expect(lines()).toMatchObject([
    {
      id: 'x1',
      error: {
        name: 'Fault',
        code: 'network.unreachable',
        cause: { name: 'TypeError', message: 'fetch failed', cause: { code: 'ECONNREFUSED' } },
      },
    },
  ])
})

describe('no secret is written', () => {
  const jwt = `eyJhbGciOiJFUzI1NiJ9.${Buffer.from('{"email":"ada@example.org"}').toString('base64url')}.c2lnbmF0dXJl`

  test.each<[string, Record<string, unknown>]>([
    ['as a Secret', { value: new Secret(jwt) }],
    [
      'under a telling name',
      { deep: [{ id_token: jwt, Authorization: jwt, userPassword: jwt, clientSecret: jwt, code_verifier: jwt }] },
    ],
    ['in a text', { message: `the answer was {"x":"${jwt}"}` }],
    ['in the message of an error, its stack and its cause', { error: new Error(jwt, { cause: new Error(jwt) }) }],
    ['behind a scheme of authorization', { header: `Bearer ${jwt}`, other: `Basic ${jwt}` }],
    ['as bytes', { bytes: Buffer.from(jwt) }],
    ['in a function', { act: new Map([['token', jwt]]) }],
  ])('%s', (_, fields) => {
    const log = createLog(path)
    log.info('event', fields)
    log.error(`event ${jwt}`, fields)
    expect(lines()).toHaveLength(2)
    for (const part of jwt.split('.')) expect(text()).not.toContain(part)
  })

  test('whose name tells what it is, however it looks', () => {
    const opaque = { id_token: 'abc1', Authorization: 'abc2', userPassword: 'abc3', clientSecret: { deep: 'abc4' } }
    createLog(path).info('event', { ...opaque, list: [{ code_verifier: 'abc5' }], held: new Secret('abc6') })
    expect(text()).not.toContain('abc')
    expect(lines()).toMatchObject([{ id_token: '[secret]', held: '[secret]' }])
  })

  test('an opaque token behind its scheme, and a private key', () => {
    const pem = '-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE\n-----END EC PRIVATE KEY-----'
    createLog(path).info('event', { a: 'authorization: Bearer abc.DEF~123', b: pem })
    expect(text()).not.toMatch(/abc|DEF|MHcC/)
  })
})

describe('nothing ever throws', () => {
  test('whatever is noted', () => {
    const log = createLog(path)
    const circle: Record<string, unknown> = {}
    circle.self = circle
    const trap = Object.defineProperty({}, 'trap', { enumerable: true, get: () => JSON.parse('no') })
    for (const value of [circle, trap, 10n, Symbol('s'), () => 1, new Date(Number.NaN), 'x'.repeat(10_000_000)])
      log.info('odd', { value })
    expect(lines().length).toBeGreaterThan(4)
    expect(statSync(path).size).toBeLessThan(10_000)
  })

  test('where nothing can be written', () => {
    mkdirSync(path, { recursive: true })
    createLog(path).info('event')
    writeFileSync(join(folder, 'file'), '')
    createLog(join(folder, 'file', 'log.jsonl')).info('event')
    createLog('/proc/log.jsonl').error('event')
    expect(readdirSync(path)).toEqual([])
  })
})

test('a file that is full is set aside, and one such file is kept', () => {
  const log = createLog(path, 1000)
  for (let i = 0; i < 100; i++) log.info('event', { i })
  expect(readdirSync(join(folder, 'sub')).sort()).toEqual(['log.jsonl', 'log.jsonl.1'])
  for (const name of ['log.jsonl', 'log.jsonl.1'])
    expect(statSync(join(folder, 'sub', name)).size).toBeLessThanOrEqual(1000)
  expect(lines().at(-1)).toMatchObject({ i: 99 })
})

test('nobody else may read it', () => {
  createLog(path).info('event')
  expect(statSync(path).mode & 0o077).toBe(0)
})
