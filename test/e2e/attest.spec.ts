/** Saying more about a release in the real app: provenance from a real repository, a bill of materials, one that is unsound. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readTrust } from '../../electron/core/verify/trust.ts'
import { verifyBundle } from '../../electron/core/verify/verify.ts'
import { findChromium } from '../fakes/chromium.ts'
import { launch, type RunningApp } from './app.ts'
import { answerConsent, chooseFiles, signInAs } from './hands.ts'

const ADA = 'ada@lovelace.example'
const SBOM = { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components: [] }

let browser: Browser
let running: RunningApp
const folder = mkdtempSync(join(tmpdir(), 'countermark-release-'))
const path = join(folder, 'lattice-1.0.0.tgz')
const git = (...args: string[]) =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=Ada', '-c', `user.email=${ADA}`, ...args], { encoding: 'utf8' })

beforeAll(async () => {
  git('init', '-q')
  git('remote', 'add', 'origin', 'https://git.example/ada/lattice.git')
  git('commit', '-q', '--allow-empty', '-m', 'Begin')
  git('tag', 'v1.0.0')
  writeFileSync(path, 'lattice')
  browser = await chromium.launch(findChromium())
  running = await launch()
  await chooseFiles(running, [path])
  await signAndWait('Sign in and see the record', /^Sign one file$/, 'One file carries your mark.')
})
afterAll(async () => {
  await running.close()
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
})

const button = (name: string | RegExp) => running.page.getByRole('button', { name })

async function signAndWait(press: string, agree: RegExp, headline: string): Promise<void> {
  await button(press).click()
  await signInAs(ADA, { browser, url: await running.nextUrl() })
  await answerConsent(running, agree)
  await running.page.getByRole('heading', { level: 1, name: headline }).waitFor()
}

/** Judges the bundle beside the file with the product's own verifier. */
function judge(label: string, predicateType: string) {
  const root = JSON.parse(readFileSync(join(running.data, 'practice/trusted_root.json'), 'utf8'))
  return verifyBundle({
    bundle: JSON.parse(readFileSync(`${path}.${label}.practice.sigstore.json`, 'utf8')),
    sha256: createHash('sha256').update(readFileSync(path)).digest('hex'),
    trust: readTrust(root),
    expectation: { kind: 'identity', name: ADA, issuer: 'https://practice.countermark.test' },
    predicateType,
  })
}

const toSession = (hash: string) =>
  running.page.evaluate((to) => {
    location.hash = to
  }, hash)

test('provenance, bill of materials, and what cannot be said', async () => {
  const session = await running.page.evaluate(() => location.hash)
  await button('Say more about these files').click()
  await running.page.getByLabel('Built with').fill('npm pack')
  await button('See the statement').click()
  await running.page.getByText('https://git.example/ada/lattice').first().waitFor()
  const shown = await running.page.locator('pre').textContent()
  await button('Change something').click()
  expect(await running.page.getByLabel('Built with').inputValue()).toBe('npm pack')
  await button('See the statement').click()
  await signAndWait('Go on to the sign-in', /^Sign the statement$/, 'Your statement stands beside one file.')
  const provenance = judge('provenance', 'https://slsa.dev/provenance/v1')
  expect(provenance).toMatchObject({ ok: true, statement: { predicateType: 'https://slsa.dev/provenance/v1' } })
  const bundle = JSON.parse(readFileSync(`${path}.provenance.practice.sigstore.json`, 'utf8'))
  expect(Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString()).toBe(shown)
  expect(shown).toContain(git('rev-parse', 'HEAD').trim())
  expect(shown).toContain('npm pack')

  await toSession(session.replace('/sign/', '/attest/'))
  await running.page.getByText('What is in them').click()
  const sbom = join(folder, 'sbom.json')
  const choose = () => running.page.locator('input[type=file]').setInputFiles(sbom)
  writeFileSync(sbom, JSON.stringify({ ...SBOM, components: [{ name: 'x' }] }))
  await choose()
  await button('See the statement').click()
  await running.page.getByText('That is no sound CycloneDX 1.6 document.').waitFor()
  writeFileSync(sbom, JSON.stringify(SBOM))
  await choose()
  await button('See the statement').click()
  await signAndWait('Go on to the sign-in', /^Sign the statement$/, 'Your statement stands beside one file.')
  expect(judge('cyclonedx', 'https://cyclonedx.org/bom')).toMatchObject({ ok: true })

  appendFileSync(path, 'more')
  await toSession(session.replace('/sign/', '/attest/'))
  await button('See the statement').click()
  await running.page.getByText('lattice-1.0.0.tgz is not the file any more that was signed.').waitFor()
})
