/** The list of releases in the real app: found again after a restart, exported, missed, and forgotten. */
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleFromJSON } from '@sigstore/bundle'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findChromium } from '../fakes/chromium.ts'
import { launch, type RunningApp } from './app.ts'
import { answerConsent, chooseFiles, signInAs, strangerVerifies } from './hands.ts'

const ADA = 'ada@lovelace.example'

let browser: Browser
let running: RunningApp
const data = mkdtempSync(join(tmpdir(), 'countermark-e2e-'))
const folder = mkdtempSync(join(tmpdir(), 'countermark-release-'))
const path = join(folder, 'lattice-1.0.0.tgz')

beforeAll(async () => {
  browser = await chromium.launch(findChromium())
  running = await launch({ data })
  writeFileSync(path, 'lattice')
  await chooseFiles(running, [path])
  await button('Sign in and see the record').click()
  await signInAs(ADA, { browser, url: await running.nextUrl() })
  await answerConsent(running, /^Sign one file$/)
  await running.page.getByRole('heading', { level: 1, name: 'One file carries your mark.' }).waitFor()
  await running.close()
  running = await launch({ data })
})
afterAll(async () => {
  await running.close()
  await browser.close()
  for (const place of [data, folder]) rmSync(place, { recursive: true, force: true })
})

const button = (name: string | RegExp) => running.page.getByRole('button', { name })
const link = (name: string) => running.page.getByRole('link', { name })
const headline = () => running.page.getByRole('heading', { level: 1 })

/** What a person answers to the dialogs of the system from now on. `asked` counts them. */
const willChoosePlace = (filePath: string | undefined) =>
  running.app.evaluate(({ dialog }, place) => {
    const answer = place === undefined ? { canceled: true, filePath: '' } : { canceled: false, filePath: place }
    Object.assign(globalThis, { asked: 0 })
    dialog.showSaveDialog = async () => {
      ;(globalThis as unknown as { asked: number }).asked++
      return answer as never
    }
  }, filePath)
const asked = () => running.app.evaluate(() => (globalThis as unknown as { asked: number }).asked)

async function openRelease(): Promise<void> {
  await link('Releases').click()
  await link('lattice-1.0.0.tgz').click()
  await button('Save the hallmark').waitFor()
}

test('it is found by its digest and by its signer, and not by what it does not have', async () => {
  const sha256 = createHash('sha256').update('lattice').digest('hex')
  await link('Releases').click()
  await running.page.getByRole('searchbox').fill('lattice-2')
  await running.page.getByText(/^Nothing here has “lattice-2”/).waitFor()
  for (const search of [sha256, `sha256:${sha256.slice(0, 12)}`, 'ada lattice']) {
    await running.page.getByRole('searchbox').fill(search)
    await link('lattice-1.0.0.tgz').waitFor()
    await running.page.getByRole('searchbox').fill('lattice-2')
    await link('lattice-1.0.0.tgz').waitFor({ state: 'detached' })
  }
  await running.page.keyboard.press('Escape')
  await link('lattice-1.0.0.tgz').waitFor()
})

test('a receipt has the bundle that a stranger verifies, and the hallmark is a picture', async () => {
  await openRelease()
  const receipt = join(folder, 'mine.receipt.json')
  await willChoosePlace(receipt)
  await button('Save a receipt').click()
  await running.page.getByText('Saved as mine.receipt.json.').waitFor()
  const { subject, predicate } = JSON.parse(readFileSync(receipt, 'utf8'))
  expect(subject).toEqual([{ name: 'lattice-1.0.0.tgz', digest: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } }])
  expect(bundleFromJSON(predicate.bundles[0].bundle)).toEqual(strangerVerifies(running, path, ADA))

  const picture = join(folder, 'mine.svg')
  await willChoosePlace(picture)
  await button('Save the hallmark').click()
  await running.page.getByText('Saved as mine.svg.').waitFor()
  const shown = await browser.newPage()
  await shown.goto(`file://${picture}`)
  expect(await shown.title()).toBe('Practice hallmark of lattice-1.0.0.tgz')
  await shown.close()
})

test('a person who changes their mind writes nothing', async () => {
  await openRelease()
  const before = readdirSync(folder)
  await willChoosePlace(undefined)
  await button('Save a receipt').click()
  await button('Save the hallmark').click()
  await expect.poll(asked).toBe(2)
  await link('Releases').click()
  await link('lattice-1.0.0.tgz').waitFor()
  expect(readdirSync(folder)).toEqual(before)
})

test('a bundle that was moved away is missed, and its evidence is still there', async () => {
  const bundle = `${path}.practice.sigstore.json`
  renameSync(bundle, `${bundle}.elsewhere`)
  await link('Releases').click()
  await link('lattice-1.0.0.tgz').click()
  await running.page.getByText(/^This bundle is no longer where it was written/).waitFor()
  await button('Show lattice-1.0.0.tgz').click()
  await running.page.getByText(/in a tree of/).waitFor()
  writeFileSync(bundle, '{}')
  await link('Releases').click()
  await link('lattice-1.0.0.tgz').click()
  await running.page.getByText(/^The file of this name holds something else by now/).waitFor()
})

test('a receipt that was wished for is signed with its release, and a stranger verifies it', async () => {
  const again = join(folder, 'lattice-1.1.0.tgz')
  writeFileSync(again, 'lattice, and more')
  await chooseFiles(running, [again])
  await button(/^Sign in another way/).click()
  await running.page.getByRole('checkbox', { name: /^Receipt/ }).check({ force: true })
  await button('Sign in and see the record').click()
  await signInAs(ADA, { browser, url: await running.nextUrl() })
  const record = await running.consent()
  await record.getByText('"predicateType": "https://github.com/countermark').waitFor()
  await answerConsent(running, /^Sign one file$/)
  await running.page.getByText('a statement about this release, signed with it').waitFor()

  const receipt = join(folder, 'mine.receipt.sigstore.json')
  await willChoosePlace(receipt)
  await button('Save the signed receipt').click()
  await running.page.getByText('Saved as mine.receipt.sigstore.json.').waitFor()
  const { content } = strangerVerifies(running, again, ADA, receipt)
  const payload = content.$case === 'dsseEnvelope' ? content.dsseEnvelope.payload : Buffer.alloc(0)
  const sha256 = createHash('sha256').update('lattice, and more').digest('hex')
  expect(JSON.parse(payload.toString())).toMatchObject({
    subject: [{ name: 'lattice-1.1.0.tgz', digest: { sha256 } }],
    predicate: { title: 'lattice-1.1.0.tgz', isPractice: true },
  })
  await link('Releases').click()
  await link('lattice-1.1.0.tgz').click()
  await button('Forget this release').click()
  await (await running.asked()).getByRole('button', { name: 'Forget this release' }).click()
  await link('lattice-1.0.0.tgz').waitFor()
})

test('it is forgotten once the person agrees outside the page; what was written stays', async () => {
  await openRelease()
  const written = readdirSync(folder)
  await button('Forget this release').click()
  await (await running.asked()).getByRole('button', { name: 'Keep it' }).click()
  await link('Releases').click()
  await link('lattice-1.0.0.tgz').click()
  await button('Forget this release').click()
  await (await running.asked()).getByRole('button', { name: 'Forget this release' }).click()
  await expect.poll(() => headline().textContent()).toBe('Nothing has been signed here yet.')
  expect(readdirSync(join(data, 'journal'))).toEqual([])
  expect(readdirSync(folder)).toEqual(written)
})
