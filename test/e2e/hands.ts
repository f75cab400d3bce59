/** What a person does in the window, in the browser and in the window that asks for consent. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundleFromJSON } from '@sigstore/bundle'
import { TrustedRoot } from '@sigstore/protobuf-specs'
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify'
import type { Browser } from 'playwright-core'
import type { RunningApp } from './app.ts'

const PRESS = 'Sign in for practice'

/** Signs in as a person does: the page that the app opened, an address, the button. */
export async function signInAs(
  email: string,
  { browser, url, press = PRESS }: { browser: Browser; url: string; press?: string },
): Promise<void> {
  const page = await browser.newPage()
  await page.goto(url)
  if (press === PRESS) await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: press }).click()
  await page.waitForURL(/\/auth\/callback/)
  await page.close()
}

export async function chooseFiles({ page }: RunningApp, paths: string[]): Promise<void> {
  await page.evaluate(() => {
    location.hash = '/sign'
  })
  await page.locator('input[type=file]').setInputFiles(paths)
}

export async function answerConsent(running: RunningApp, name: RegExp | string): Promise<void> {
  const window = await running.consent()
  await window.getByRole('button', { name }).click()
}

/** Verifies the bundle beside a file as somebody else does: with the library alone. Throws where it is not good. */
export function strangerVerifies(
  { data }: RunningApp,
  artifact: string,
  name: string,
  bundlePath = `${artifact}.practice.sigstore.json`,
) {
  const root = readFileSync(join(data, 'practice/trusted_root.json'), 'utf8')
  const material = toTrustMaterial(TrustedRoot.fromJSON(JSON.parse(root)))
  const bundle = bundleFromJSON(JSON.parse(readFileSync(bundlePath, 'utf8')))
  const signed = bundle.content.$case === 'dsseEnvelope' ? undefined : readFileSync(artifact)
  new Verifier(material).verify(toSignedEntity(bundle, signed), {
    subjectAlternativeName: name,
    extensions: { issuer: 'https://practice.countermark.test' },
  })
  return bundle
}

/** Drops files or folders of the disk on the window, as the system does. */
export async function dropOn({ page }: RunningApp, ...paths: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: paths, dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
  }
  await session.detach()
}
