/**
 * The client of the conformance suite, called as the suite calls it: on every verification folder, with the file and with its
 * digest, and to sign on the practice instance what it then accepts.
 */
import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ACCEPTED, materialsOf, REJECTED } from './conformance-cases.ts'

const CLIENT = fileURLToPath(new URL('conformance-client', import.meta.url))
const ENTRY = fileURLToPath(new URL('../../out/cli/index.mjs', import.meta.url))
/** A root that is refused is no verdict on a bundle: the command was given something that cannot be used. */
const UNUSABLE = ['trust-root-tlog-missing-validity-start_fail']

const work = mkdtempSync(join(tmpdir(), 'countermark-conformance-test-'))
const env = { PATH: process.env.PATH ?? '', HOME: work, COUNTERMARK_DATA_DIR: join(work, 'data') }
const start = promisify(execFile)

async function client(args: readonly string[], cwd = work): Promise<{ code: number; said: string }> {
  // The kernel would look for Node on the path; the one that runs the tests is meant.
  const running = start(process.execPath, [CLIENT, ...args], { cwd, env })
  return running.then(
    ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr }),
    ({ code, stdout, stderr }) => ({ code, said: stdout + stderr }),
  )
}

const digestOf = (path: string): string => `sha256:${createHash('sha256').update(readFileSync(path)).digest('hex')}`

function verify(folder: string, mode: string): ReturnType<typeof client> {
  const { bundle, key, identity, issuer, trustedRoot, artifact } = materialsOf(folder)
  const who = key ? ['--key', key] : ['--certificate-identity', identity, '--certificate-oidc-issuer', issuer]
  const root = trustedRoot ? ['--trusted-root', trustedRoot] : []
  const subject = mode === 'file' ? artifact : digestOf(artifact)
  return client(['verify-bundle', '--bundle', bundle, ...who, ...root, subject])
}

describe.each(['file', 'digest'])('verify-bundle with the %s', (mode) => {
  it.concurrent.each(Object.keys(ACCEPTED))('%s is accepted', async (folder) => {
    expect(await verify(folder, mode)).toMatchObject({ code: 0 })
  })

  it.concurrent.each(Object.keys(REJECTED))('%s is rejected', async (folder) => {
    expect(await verify(folder, mode)).toMatchObject({ code: UNUSABLE.includes(folder) ? 2 : 1 })
  })
})

describe('sign-bundle', () => {
  const who = { email: 'ada@lovelace.example', issuer: 'https://practice.countermark.test' }
  const file = join(work, 'a.txt')
  const root = join(work, 'trust', 'trusted_root.json')
  const config = join(work, 'trust', 'signing_config.json')
  let server: ReturnType<typeof spawn>
  const run = async (...args: string[]) => (await start(process.execPath, [ENTRY, ...args], { env })).stdout.trim()
  const token = () => run('practice', 'token', '--email', who.email)

  beforeAll(async () => {
    server = spawn(process.execPath, [ENTRY, 'practice', 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise((resolve) => server.stdout?.once('data', resolve))
    await run('practice', 'trust', '--out', join(work, 'trust'))
    writeFileSync(file, 'what was released\n')
  })
  afterAll(async () => {
    const gone = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGTERM')
    await gone
    rmSync(work, { recursive: true, force: true })
  })

  const signed = async (what: string, more: readonly string[] = []) => {
    const bundle = join(work, `${createHash('sha256').update(what).digest('hex').slice(0, 8)}${more.length}.json`)
    const where = ['--bundle', bundle, '--trusted-root', root, '--signing-config', config]
    return { bundle, ...(await client(['sign-bundle', ...more, '--identity-token', await token(), ...where, what])) }
  }
  const accepts = (bundle: string, subject: string, identity = who.email) => {
    const expected = ['--certificate-identity', identity, '--certificate-oidc-issuer', who.issuer]
    return client(['verify-bundle', '--bundle', bundle, ...expected, '--trusted-root', root, subject])
  }

  it('signs a file as verify-bundle accepts it, from the file and from its digest, and by nobody else', async () => {
    const { code, said, bundle } = await signed(file)
    expect(code, said).toBe(0)
    // A practice bundle proves nothing to whoever did not ask for practice, so the client cannot tell.
    for (const subject of [file, digestOf(file)]) expect(await accepts(bundle, subject)).toMatchObject({ code: 3 })
    expect(await accepts(bundle, file, 'eve@example.org')).toMatchObject({ code: 1 })
    expect(await accepts(bundle, `sha256:${'0'.repeat(64)}`)).toMatchObject({ code: 1 })
  })

  it('takes a file that is called like a digest for a file', async () => {
    const folder = join(work, 'names')
    mkdirSync(folder)
    const name = `sha256:${'a'.repeat(64)}`
    writeFileSync(join(folder, name), 'what was released\n')
    const { bundle } = await signed(file)
    const expected = ['--certificate-identity', who.email, '--certificate-oidc-issuer', who.issuer]
    const args = ['verify-bundle', '--bundle', bundle, ...expected, '--trusted-root', root, name]
    expect(await client(args, folder)).toMatchObject({ code: 3, said: expect.stringContaining('unaltered  pass') })
  })

  it('attests what a statement says of files that are here, and of no others', async () => {
    const statement = (sha256: string) =>
      JSON.stringify({
        _type: 'https://in-toto.io/Statement/v1',
        subject: [{ name: 'a.txt', digest: { sha256 } }],
        predicateType: 'https://example.org/reviewed/v1',
        predicate: { by: 'two people' },
      })
    const [right, wrong] = [join(work, 'right.json'), join(work, 'wrong.json')]
    writeFileSync(right, statement(digestOf(file).slice('sha256:'.length)))
    writeFileSync(wrong, statement('0'.repeat(64)))
    const { code, said, bundle } = await signed(right, ['--in-toto'])
    expect(code, said).toBe(0)
    expect(await accepts(bundle, file)).toMatchObject({ code: 3, said: expect.stringContaining('reviewed/v1') })
    expect(await signed(wrong, ['--in-toto'])).toMatchObject({ code: 2, said: expect.stringContaining('a.txt') })
  })
})
