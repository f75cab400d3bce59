/** Places that give their jobs identity tokens: real servers, a real program, real files, and an environment of our own. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Surroundings } from '../../electron/adapters/ambient/provider.ts'
import { AMBIENT_PROVIDERS } from '../../electron/adapters/ambient/providers.ts'
import { detectAmbient } from '../../electron/adapters/ambient/sign-in.ts'
import { createFiles } from '../../electron/adapters/files.ts'
import { createHttp } from '../../electron/adapters/http.ts'
import { fakeClock } from '../fakes/clock.ts'
import { serve } from './loopback-server.ts'
import { signToken } from './scripted-provider.ts'

const clock = fakeClock()
const nowS = clock.now().getTime() / 1000
const TOKEN = signToken(
  { alg: 'RS256' },
  { iss: 'https://ci.example', sub: 'job', aud: 'sigstore', iat: nowS, exp: nowS + 300 },
)

/** A job with nothing but this; `root` holds the files of its machine. */
function around(env: Surroundings['env'], root?: string): Surroundings {
  const files = createFiles()
  return {
    env,
    clock: fakeClock(),
    http: createHttp({ isAllowed: () => true }),
    files: { read: (path, most) => files.read(join(root ?? '/nowhere', path.replaceAll('/', '-')), most) },
  }
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'countermark-ambient-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

async function signIn(surroundings: Surroundings, signal = new AbortController().signal) {
  const found = await detectAmbient(surroundings)
  if (!found) throw new Error('no place was found')
  const request = {
    issuer: 'https://x.example',
    clientId: 'sigstore',
    audience: 'sigstore',
    signal,
    onPrompt: () => {},
  }
  return { id: found.id, token: await found.signIn.signIn(request) }
}

test('the list names every provider of the folder once', async () => {
  const names = await readdir(join(import.meta.dirname, '../../electron/adapters/ambient'))
  const shapes = ['provider.ts', 'providers.ts', 'sign-in.ts', 'given-variable.ts']
  const ids = AMBIENT_PROVIDERS.map(({ id }) => `${id}.ts`)
  expect(ids.toSorted()).toEqual(names.filter((name) => !shapes.includes(name)).toSorted())
})

describe('which place it is', () => {
  test('none, and nothing is asked', async () => {
    expect(await detectAmbient(around({}))).toBeUndefined()
    expect(await detectAmbient(around({ CI: 'true' }))).toBeUndefined()
  })

  test('a token that was left in the shell of a person is none', async () => {
    expect(await detectAmbient(around({ SIGSTORE_ID_TOKEN: TOKEN }))).toBeUndefined()
  })

  test.each([
    ['gitlab', { GITLAB_CI: 'true', SIGSTORE_ID_TOKEN: TOKEN }],
    ['circleci', { CIRCLECI: 'true', SIGSTORE_ID_TOKEN: TOKEN }],
    ['variable', { CI: 'true', SIGSTORE_ID_TOKEN: ` ${TOKEN}\n` }],
    ['variable', { CI: 'true', GITHUB_ACTIONS: 'true', SIGSTORE_ID_TOKEN: TOKEN }],
    ['github-actions', { GITHUB_ACTIONS: 'true', SIGSTORE_ID_TOKEN: ' ' }],
    ['github-actions', { GITHUB_ACTIONS: 'true', BUILDKITE: 'true' }],
    ['buildkite', { BUILDKITE: 'true', GCE_METADATA_HOST: '127.0.0.1:1' }],
    ['google-cloud', { GCE_METADATA_HOST: '127.0.0.1:1' }],
  ])('%s', async (id, env) => {
    expect((await detectAmbient(around(env)))?.id).toBe(id)
  })

  test('a mounted file, before the machine it is mounted on', async () => {
    const root = folder()
    writeFileSync(join(root, '-sys-class-dmi-id-product_name'), 'Google Compute Engine\n')
    expect((await detectAmbient(around({}, root)))?.id).toBe('google-cloud')
    writeFileSync(join(root, '-var-run-sigstore-cosign-oidc-token'), `${TOKEN}\n`)
    expect((await detectAmbient(around({}, root)))?.id).toBe('token-file')
    expect((await signIn(around({}, root))).token.raw.reveal()).toBe(TOKEN)
  })

  test('a machine of somebody else is no Google Cloud', async () => {
    const root = folder()
    writeFileSync(join(root, '-sys-class-dmi-id-product_name'), 'Standard PC (Q35 + ICH9, 2009)\n')
    expect(await detectAmbient(around({}, root))).toBeUndefined()
  })
})

test.each(['gitlab', 'circleci', 'variable'])('the variable holds the token of %s', async (id) => {
  const marker = { gitlab: 'GITLAB_CI', circleci: 'CIRCLECI' }[id] ?? 'CI'
  const signedIn = await signIn(around({ [marker]: 'true', SIGSTORE_ID_TOKEN: TOKEN }))
  expect(signedIn.id).toBe(id)
  expect(signedIn.token).toMatchObject({ isAmbient: true, claims: { sub: 'job' } })
})

test('a token of the environment is checked as any other', async () => {
  const late = signToken({ alg: 'RS256' }, { iss: 'i', aud: 'sigstore', exp: nowS - 1 })
  await expect(signIn(around({ CI: 'true', SIGSTORE_ID_TOKEN: late }))).rejects.toMatchObject({
    code: 'auth.token-expired',
  })
})

describe('GitHub Actions', () => {
  const job = async (listener: RequestListener) => ({
    GITHUB_ACTIONS: 'true',
    ACTIONS_ID_TOKEN_REQUEST_URL: `${await serve(listener)}/token?api-version=2.0`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'the-bearer',
  })

  test('its service is asked for the audience, with the bearer token of the job', async () => {
    const asked: string[] = []
    const env = await job(({ url, headers }, response) => {
      asked.push(`${url} ${headers.authorization}`)
      response.end(JSON.stringify({ count: 1, value: TOKEN }))
    })
    const { token } = await signIn(around(env))
    expect(token.raw.reveal()).toBe(TOKEN)
    expect(asked).toEqual(['/token?api-version=2.0&audience=sigstore Bearer the-bearer'])
    expect((await detectAmbient(around(env)))?.hosts).toEqual([new URL(env.ACTIONS_ID_TOKEN_REQUEST_URL).host])
  })

  test('a service that is busy is asked again', async () => {
    let asked = 0
    const env = await job((_, response) => {
      asked++
      if (asked < 3) response.writeHead(503).end()
      else response.end(JSON.stringify({ value: TOKEN }))
    })
    expect((await signIn(around(env))).token.claims.sub).toBe('job')
    expect(asked).toBe(3)
  })

  test.each<[string, RequestListener]>([
    ['refuses', (_, response) => void response.writeHead(403).end('the-bearer is wrong')],
    ['answers with a page', (_, response) => void response.end('<h1>the-bearer</h1>')],
    ['answers without a token', (_, response) => void response.end('{"count":0}')],
  ])('a service that %s is a fault without what it said', async (_, listener) => {
    const failed = await signIn(around(await job(listener))).catch((error: unknown) => error)
    expect(failed).toMatchObject({ code: 'auth.ambient-failed', details: { provider: 'GitHub Actions' } })
    expect(JSON.stringify(failed)).not.toContain('the-bearer')
  })

  test('a job without the permission is told which one it lacks', async () => {
    await expect(signIn(around({ GITHUB_ACTIONS: 'true' }))).rejects.toMatchObject({
      code: 'auth.ambient-failed',
      details: { reason: expect.stringContaining('id-token: write') },
    })
  })
})

describe('Buildkite', () => {
  /** An agent that does this, alone in the PATH. */
  function agent(script: string) {
    const bin = folder()
    const path = join(bin, 'buildkite-agent')
    writeFileSync(path, `#!/bin/sh\n${script}\n`)
    chmodSync(path, 0o755)
    return { bin, env: { BUILDKITE: 'true', PATH: bin, JOB: 'mine' } }
  }

  test('the agent is asked, with the environment of the job and no shell', async () => {
    const { bin, env } = agent(`printf '%s|' "$@" "$JOB" > "$0.asked"; echo ${TOKEN}`)
    expect((await signIn(around(env))).token.raw.reveal()).toBe(TOKEN)
    expect(readFileSync(join(bin, 'buildkite-agent.asked'), 'utf8')).toBe(
      'oidc|request-token|--audience|sigstore|mine|',
    )
  })

  test.each([
    ['ends with a failure', `echo ${TOKEN}; exit 3`, 'buildkite-agent ended with status 3'],
    [
      'talks without end',
      'while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done',
      'buildkite-agent could not be run',
    ],
  ])('an agent that %s is a fault without what it printed', async (_, script, reason) => {
    const failed = await signIn(around(agent(script).env)).catch((error: unknown) => error)
    expect(failed).toMatchObject({ code: 'auth.ambient-failed', details: { provider: 'Buildkite', reason } })
    expect(JSON.stringify(failed)).not.toContain(TOKEN)
  })

  test('no agent in the PATH', async () => {
    await expect(signIn(around({ BUILDKITE: 'true', PATH: folder() }))).rejects.toMatchObject({
      details: { reason: 'buildkite-agent is not in the PATH of the job' },
    })
  })

  test('cancelled while the agent works', async () => {
    const { bin, env } = agent('echo > "$0.begun"; exec /bin/sleep 60')
    const abort = new AbortController()
    const asked = signIn(around(env), abort.signal)
    asked.catch(() => {})
    await expect.poll(() => readdir(bin)).toContain('buildkite-agent.begun')
    abort.abort()
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('Google Cloud', () => {
  test('the metadata service is asked for the audience', async () => {
    const asked: string[] = []
    const origin = await serve(({ url, headers }, response) => {
      asked.push(`${url} ${headers['metadata-flavor']}`)
      response.end(TOKEN)
    })
    const { token } = await signIn(around({ GCE_METADATA_HOST: new URL(origin).host }))
    expect(token.claims.sub).toBe('job')
    expect(asked).toEqual([
      '/computeMetadata/v1/instance/service-accounts/default/identity?audience=sigstore&format=full Google',
    ])
  })

  test.each([
    [404, 'This machine has no service account'],
    [403, 'The metadata service answered with status 403'],
  ])('status %i', async (status, reason) => {
    const origin = await serve((_, response) => void response.writeHead(status).end())
    await expect(signIn(around({ GCE_METADATA_HOST: new URL(origin).host }))).rejects.toMatchObject({
      details: { provider: 'Google Cloud', reason },
    })
  })

  test('a host that is somewhere else is not asked over a line that others can read', async () => {
    await expect(signIn(around({ GCE_METADATA_HOST: 'metadata.example' }))).rejects.toMatchObject({
      code: 'network.not-allowed',
    })
  })
})
