/**
 * The practice journey, as a person would make it: presses the buttons of the window, signs in on the page that the app
 * opens in the browser, reads the record, signs. Prints where the results are, six lines, and nothing else on stdout.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { X509Certificate } from '@sigstore/core'
import { electronRuntime } from './electron-runtime.mjs'
import { SetupFault } from './faults.mjs'
import { faultOnScreen } from './journey-faults.mjs'
import { openApp } from './open-app.mjs'
import { inRoot, ROOT } from './places.mjs'
import { entryPoint, say } from './run.mjs'
import { sandboxArguments } from './sandbox.mjs'
import { standInBrowser } from './stand-in-browser.mjs'

const LIMIT_MS = 60_000
const BUNDLE = '.practice.sigstore.json'
const ISSUER_V2 = '1.3.6.1.4.1.57264.1.8'

const folder = inRoot('out', 'journey')
const data = join(folder, 'data')
const screenshot = join(folder, 'screenshot.png')

async function journey() {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(data, { recursive: true })
  const browser = standInBrowser(process.execPath, inRoot('build', 'journey-browser.mjs'))
  try {
    await withApp(browser.script, signSample)
  } finally {
    browser.remove()
  }
  for (const [name, value] of Object.entries(results())) process.stdout.write(`${name}: ${value}\n`)
}

async function withApp(browser, work) {
  const app = await openApp({
    executablePath: electronRuntime().path,
    // A virtual display has no graphics hardware, and looking for it in vain is slow, and fails under load.
    args: [...sandboxArguments(), '--disable-gpu', ROOT],
    env: { ...process.env, BROWSER: browser, COUNTERMARK_DATA_DIR: data },
    // The test tool would switch the sandbox off by itself.
    chromiumSandbox: true,
  })
  try {
    await work(app)
  } finally {
    await app.close()
  }
}

async function signSample(app) {
  const page = await app.firstWindow()
  await page.waitForLoadState('domcontentloaded')
  const press = (window, name) => window.getByRole('button', { name }).click({ timeout: LIMIT_MS })

  await step('choosing the sample release', page, () => press(page, 'Practise on a sample release'))
  const consent = app.waitForEvent('window', { predicate: isConsent, timeout: LIMIT_MS })
  consent.catch(() => {})
  await step('asking for a sign-in', page, () => press(page, 'Sign in and see the record'))
  const record = await step('signing in on the practice page', page, () => consent)
  await step('agreeing to the record', page, async () => {
    await record.getByRole('heading', { level: 1 }).waitFor({ timeout: LIMIT_MS })
    await press(record, /^Sign (one file|\S+ files)$/)
  })
  const headline = await step('signing', page, async () => {
    const found = page.getByRole('heading', { level: 1, name: /carr(y|ies) your mark/ })
    await found.waitFor({ timeout: LIMIT_MS })
    return found.textContent()
  })
  say(headline)
  await page.screenshot({ path: screenshot, animations: 'disabled' })
}

/** Does one thing; if the window shows a fault meanwhile, that fault is what went wrong. */
async function step(what, page, act) {
  say(what)
  const over = new AbortController()
  try {
    return await Promise.race([act(), faultOnScreen(page, over.signal)])
  } catch (error) {
    if (error instanceof SetupFault || error.code) throw error
    await page.screenshot({ path: screenshot }).catch(() => {})
    throw new SetupFault(
      'journey.failed',
      { step: what, reason: String(error.message).split('\n')[0] },
      { cause: error },
    )
  } finally {
    over.abort()
  }
}

const isConsent = (page) => page.url().startsWith('app://consent/')

/** What was made, read from the disk: the first file of the sample, and what its bundle says. */
function results() {
  const sample = join(data, 'practice', 'sample')
  const bundles = readdirSync(sample, { recursive: true })
    .filter((name) => name.endsWith(BUNDLE))
    .sort((a, b) => a.localeCompare(b, 'en'))
  const [first] = bundles
  const trustedRoot = join(data, 'practice', 'trusted_root.json')
  if (first === undefined || !existsSync(trustedRoot)) throw unfinished('there is no bundle beside the sample')
  const bundle = join(sample, first)
  const artifact = bundle.slice(0, -BUNDLE.length)
  if (!existsSync(artifact)) throw unfinished(`there is no file beside ${bundle}`)
  const { verificationMaterial } = JSON.parse(readFileSync(bundle, 'utf8'))
  const certificate = X509Certificate.parse(Buffer.from(verificationMaterial.certificate.rawBytes, 'base64'))
  return {
    artifact,
    bundle,
    'trusted root': trustedRoot,
    identity: certificate.subjectAltName,
    issuer: certificate.extension(ISSUER_V2).valueObj.subs[0].value.toString('utf8'),
    screenshot,
  }
}

const unfinished = (reason) => new SetupFault('journey.failed', { step: 'reading the results', reason })

await entryPoint(journey)
