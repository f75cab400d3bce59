/** Journey J7: somebody who received a file learns what is known of it, in the real app, offline and without an account. */
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { tarGz } from '../fakes/archives.ts'
import { findChromium } from '../fakes/chromium.ts'
import { openGithubsRepository } from '../fakes/githubs-repository.ts'
import { type FakeRegistry, integrityOf, npmKey, openRegistry } from '../fakes/registry.ts'
import { githubs, sha256 } from '../fixtures/forge/authority.ts'
import { unlogged } from '../fixtures/forge/without-log.ts'
import { launch, type RunningApp } from './app.ts'
import { answerConsent, chooseFiles, dropOn, signInAs } from './hands.ts'

let browser: Browser
let running: RunningApp
let folder: string

beforeAll(async () => {
  browser = await chromium.launch(findChromium())
})
afterAll(() => browser.close())
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countermark-received-'))
  running = await launch()
})
afterEach(async () => {
  await running.close()
  rmSync(folder, { recursive: true, force: true })
})

const file = (name: string, contents = name): string => {
  const path = join(folder, name)
  writeFileSync(path, contents)
  return path
}
const button = (name: string | RegExp) => running.page.getByRole('button', { name })
const headline = () => running.page.getByRole('heading', { level: 1 }).textContent()
const text = () => running.page.getByRole('main').innerText()
const go = (hash: string) =>
  running.page.evaluate((to) => {
    location.hash = to
  }, hash)

async function choose(...paths: string[]): Promise<void> {
  await go('/verify')
  await running.page.getByRole('heading', { name: 'What do you want to know about a file?' }).waitFor()
  await running.page.locator('input[type=file]').setInputFiles(paths)
}

const drop = (...paths: string[]): Promise<void> => dropOn(running, ...paths)

/** Signs for practice, so that there is something to be verified. */
async function signed(...paths: string[]): Promise<void> {
  await chooseFiles(running, paths)
  await button('Sign in and see the record').click()
  await signInAs('ada@lovelace.example', { browser, url: await running.nextUrl() })
  await answerConsent(running, /^Sign /)
  await expect.poll(headline).toMatch(/carr(y|ies) your mark/)
}

describe('verifying in the window', () => {
  test('a practice file is unaltered and says that practice proves nothing; altered, it is not the one that was signed', async () => {
    const path = file('tool.tar.gz')
    await signed(path)
    await choose(path)
    await expect.poll(headline).toBe('Unaltered, and signed for practice. That proves nothing to others.')
    expect(await text()).toContain('ada@lovelace.example')
    await button('Evidence: Signed by').click()
    await expect.poll(text).toContain('issued by')
    writeFileSync(path, 'something else')
    await choose(path)
    await expect.poll(headline).toBe('This is not the file that was signed.')
  })

  test('file and bundle may lie in different places, and a folder is verified as a whole, the worst first', async () => {
    const [a, b] = [file('a.bin'), file('b.bin')]
    await signed(a, b)
    mkdirSync(join(folder, 'elsewhere'))
    const moved = join(folder, 'elsewhere', 'bundle.sigstore.json')
    renameSync(`${a}.practice.sigstore.json`, moved)
    await choose(a, moved)
    await expect.poll(headline).toMatch(/^Unaltered, and signed for practice/)
    file('c.bin')
    writeFileSync(b, 'altered')
    await drop(folder)
    await expect.poll(headline).toBe('One of four files did not hold.')
    const rows = running.page.getByRole('list', { name: 'Verified files, the worst first' }).getByRole('listitem')
    expect(await rows.first().innerText()).toContain('b.bin')
    await running.page.getByRole('link', { name: 'b.bin' }).click()
    await expect.poll(headline).toBe('This is not the file that was signed.')
    await running.page.getByRole('link', { name: 'All four files' }).click()
    await expect.poll(headline).toBe('One of four files did not hold.')
  })

  test('what was found is compared with who was expected, and survives a reload', async () => {
    const path = file('tool.tar.gz')
    await choose(path)
    await expect.poll(headline).toBe('No evidence of this file was found.')
    await button('Evidence: Expected').click()
    await running.page.getByLabel('Who should have signed').fill('eve@example.org')
    await running.page.getByLabel('Who should vouch for that name').fill('https://accounts.google.com')
    await button('Compare with this').click()
    await expect.poll(headline).toBe('No evidence of this file was found.')
    const before = running.page.url()
    await running.page.reload()
    await expect.poll(headline).toBe('No evidence of this file was found.')
    expect(running.page.url()).toBe(before)
  })

  test('a file that is dropped is verified, and its answers can be taken along as text', async () => {
    const path = file('tool.tar.gz')
    await signed(path)
    await go('/settings')
    await running.page
      .getByRole('heading', { name: 'Settings' })
      .or(running.page.getByRole('heading').first())
      .waitFor()
    await drop(path)
    await expect.poll(headline).toMatch(/^Unaltered/)
    await button('Copy as text').click()
    await expect.poll(() => button('Copied').isVisible()).toBe(true)
    const copied = await running.app.evaluate(({ clipboard }) => clipboard.readText())
    expect(copied).toContain('tool.tar.gz\nsha256:')
    expect(copied).toMatch(/unaltered +pass/)
    expect(copied).not.toContain(folder)
  })

  test('what nobody can read is said, and the app goes on', async () => {
    const path = file('tool.tar.gz')
    writeFileSync(`${path}.sigstore.json`, `${'['.repeat(200_000)}`)
    await choose(path)
    await expect.poll(headline).toBe('The evidence of this file cannot be read.')
    expect(readFileSync(path, 'utf8')).toBe('tool.tar.gz')
    rmSync(`${path}.sigstore.json`)
    await choose(path)
    await expect.poll(headline).toBe('No evidence of this file was found.')
  })

  test('a link fills in what is to be asked about, asks nobody, and is no path', async () => {
    const links = ['countermark://verify?about=/etc/passwd', 'countermark://verify?about=pkg%3Anpm%2Fleft-pad%401.4.2']
    await running.app.evaluate(({ app }, words) => app.emit('second-instance', {}, words), links)
    const field = running.page.getByLabel('Or name a package, or a release')
    await expect.poll(() => field.inputValue()).toBe('pkg:npm/left-pad@1.4.2')
    expect(await headline()).toBe('What do you want to know about a file?')
  })
})

describe('evidence that has to be asked for', () => {
  const key = npmKey()
  const content = tarGz({
    name: 'package/package.json',
    content: '{"name":"left-pad","version":"1.4.2","repository":"lattice/left-pad"}',
  })
  const integrity = integrityOf(content)
  const served = (sig: string) => ({
    '/left-pad/1.4.2': {
      name: 'left-pad',
      version: '1.4.2',
      dist: { integrity, signatures: [{ keyid: key.keyid, sig }] },
    },
    '/-/npm/v1/keys': { keys: [{ keyid: key.keyid, key: key.key, expires: null }] },
  })
  let registry: FakeRegistry

  beforeEach(async () => {
    await running.close()
    registry = await openRegistry(served(key.sign(`left-pad@1.4.2:${integrity}`)))
    running = await launch({ env: { COUNTERMARK_NPM_URL: registry.url } })
  })
  afterEach(() => registry.close())

  test('is asked for when the person says so, and a package can be named without having it', async () => {
    const path = join(folder, 'left-pad-1.4.2.tgz')
    writeFileSync(path, content)
    await choose(path)
    await expect.poll(headline).toBe('No evidence of this file was found.')
    expect(await text()).toContain('The file says it is pkg:npm/left-pad@1.4.2.')
    expect(registry.asked).toEqual([])
    await button('Ask npm').click()
    await expect.poll(headline).toBe('Unaltered since the registry published it. Nothing says who made it.')
    await go('/verify')
    await running.page.getByLabel('Or name a package, or a release').fill('npm/left-pad@1.4.2')
    await button('Ask about it').click()
    await expect.poll(headline).toBe('Unaltered since the registry published it. Nothing says who made it.')
    await go('/verify')
    await running.page.getByLabel('Or name a package, or a release').fill('npm/none@1.0.0')
    await button('Ask about it').click()
    await expect.poll(headline).toBe('pkg:npm/none@1.0.0 is not there.')
  })

  test('that is not as it was before is said, and accepted with a reason in a window of its own', async () => {
    const before = {
      version: '1.4.1',
      at: '2026-11-01T00:00:00.000Z',
      kind: 'provenance',
      signer: { kind: 'email', name: 'ada@lovelace.example', issuer: 'https://accounts.google.com' },
    }
    writeFileSync(
      join(running.data, 'seen.json'),
      JSON.stringify({ version: 1, packages: { 'pkg:npm/left-pad': [before] } }),
    )
    await go('/verify')
    await running.page.getByLabel('Or name a package, or a release').fill('npm/left-pad@1.4.2')
    await button('Ask about it').click()
    await expect.poll(headline).toBe('Unaltered, but not as in 1.4.1: look at what changed.')
    await button('Evidence: Expected').click()
    await running.page.getByLabel('Why it changed').fill('The project moved to another host, and says so.')
    await button('Accept this change').click()
    const asked = await running.asked()
    expect(await asked.getByRole('main').innerText()).toContain('a signature of the registry alone')
    await asked.getByRole('button', { name: 'Accept the change' }).click()
    await expect.poll(headline).toBe('Unaltered, and signed in the way that you accepted.')
    expect(readFileSync(join(running.data, 'seen.json'), 'utf8')).toContain('The project moved')
  })
})

test('the trusted root of GitHub\u2019s own instance is got when the person lets GitHub be asked for it', async () => {
  await running.close()
  const office = await openGithubsRepository(folder)
  running = await launch({ env: office.env })
  const path = file('tool.tar.gz')
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'tool.tar.gz', digest: { sha256: sha256(readFileSync(path)).toString('hex') } }],
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {},
  }
  file('tool.tar.gz.sigstore.json', JSON.stringify(unlogged(githubs, { payload: statement })))
  try {
    await choose(path)
    await button('Ask GitHub').waitFor()
    expect(await text()).toContain('whose trusted root is not here')
    expect(office.asked).toEqual([])
    await button('Ask GitHub').click()
    await expect.poll(headline).toMatch(/^Unaltered, and signed by/)
    expect(await text()).toContain('GitHub\u2019s own instance')
  } finally {
    await office.close()
  }
})
