/** The app is killed at each step of a session, in the real window; on restart the session is there, and goes on. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findChromium } from '../fakes/chromium.ts'
import { launch, type RunningApp } from './app.ts'
import { answerConsent, chooseFiles, signInAs, strangerVerifies } from './hands.ts'

const ADA = 'ada@lovelace.example'
/** So many that the last is still to be signed when the first is seen to be. */
const FILES = 120

let browser: Browser
let running: RunningApp
let data: string
let folder: string

beforeAll(async () => {
  browser = await chromium.launch(findChromium())
})
afterAll(() => browser.close())
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'countermark-e2e-'))
  folder = mkdtempSync(join(tmpdir(), 'countermark-release-'))
  running = await launch({ data })
})
afterEach(async () => {
  await running.close()
  for (const path of [data, folder]) rmSync(path, { recursive: true, force: true })
})

const button = (name: string | RegExp) => running.page.getByRole('button', { name })
const headline = () => running.page.getByRole('heading', { level: 1 })
const signIn = async () => signInAs(ADA, { browser, url: await running.nextUrl() })

/** Writes the files of a release, and returns their paths. */
function release(): string[] {
  const paths = Array.from({ length: FILES }, (_, i) => join(folder, `part-${i}.bin`))
  for (const path of paths) writeFileSync(path, path)
  return paths
}

/** What is on the disk of the only journal; empty while there is none. */
function journal(): string {
  const at = join(data, 'journal')
  const name = existsSync(at) ? readdirSync(at).find((file) => file.endsWith('.jsonl')) : undefined
  return name === undefined ? '' : readFileSync(join(at, name), 'utf8')
}

/** Resolves as soon as the journal has it. */
async function journaled(text: string): Promise<void> {
  for (const deadline = Date.now() + 60_000; !journal().includes(text); ) {
    if (Date.now() > deadline) throw new Error(`the journal never had ${text}`)
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}

interface Moment {
  readonly at: string
  /** Leads the session there. */
  readonly reach: () => Promise<unknown>
  /** What the list says of it. */
  readonly says: RegExp
  /** Size of the first file, where it matters. */
  readonly bytes?: number
}

/** A person has signed in and agreed; the rest is the session's own. */
async function agreed(text: string): Promise<void> {
  await signIn()
  const waiting = journaled(text)
  await answerConsent(running, `Sign ${FILES} files`)
  await waiting
}

const MOMENTS: readonly Moment[] = [
  {
    at: 'while the files are read',
    // Takes long enough to read that somebody can pull the plug in the middle.
    bytes: 512 * 1024 * 1024,
    reach: () => journaled('"kind":"session"'),
    says: /Stopped while the files were being read\. Going on begins with a sign-in\./,
  },
  { at: 'while the sign-in page waits', reach: () => running.nextUrl(), says: /Going on begins with a sign-in\./ },
  {
    at: 'while the record is shown',
    reach: async () => {
      await signIn()
      await running.consent()
    },
    says: /Going on begins with a sign-in\./,
  },
  {
    at: 'before the certificate comes',
    reach: () => agreed('"will","step":"get-certificate"'),
    says: /Stopped after the record was agreed to|Going on needs no sign-in until/,
  },
  {
    at: 'before the first entry of the log',
    reach: () => agreed('"will","step":"log"'),
    says: /Going on needs no sign-in/,
  },
  {
    at: 'while the log takes entries',
    reach: () => agreed('"did","step":"log"'),
    says: /Going on needs no sign-in/,
  },
  {
    at: 'before the first bundle is written',
    reach: () => agreed('"will","step":"save"'),
    says: /Going on needs no sign-in/,
  },
  {
    at: 'between two bundles',
    reach: () => agreed('"did","step":"save"'),
    says: /Going on needs no sign-in/,
  },
]

/** The whole lines of a journal; what follows the last newline was torn off. */
const lines = (text: string): string[] =>
  text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1)

const written = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.sigstore.json'))

describe('killed', () => {
  test.each(MOMENTS)('$at: the session is listed, and goes on to its end', async ({ reach, says, bytes }) => {
    const paths = release()
    if (bytes !== undefined) truncateSync(paths[0] ?? '', bytes)
    await chooseFiles(running, paths)
    await button('Sign in and see the record').click()
    await reach()
    await running.kill()

    const before = lines(journal())
    for (const name of written()) JSON.parse(readFileSync(join(folder, name), 'utf8'))
    const hadCertificate = before.some((line) => line.includes('"notAfter"'))
    const hadConsent = before.some((line) => line.includes('"grantedAt"'))

    running = await launch({ data })
    await running.page.getByRole('link', { name: 'See where it stopped' }).click()
    await expect.poll(() => headline().textContent()).toBe('One release was interrupted.')
    const row = running.page.getByRole('list', { name: 'Releases' }).getByRole('listitem')
    expect(await row.textContent()).toMatch(says)
    expect((await row.textContent())?.includes('needs no sign-in')).toBe(hadCertificate)
    await button(/^Go on with /).click()
    if (!hadCertificate) await signIn()
    if (!hadConsent) await answerConsent(running, `Sign ${FILES} files`)
    await expect.poll(() => headline().textContent()).toBe(`${FILES} files carry your mark.`)

    expect(written()).toHaveLength(FILES)
    expect(readdirSync(folder)).toHaveLength(2 * FILES)
    const entries = paths.map((path) => {
      const { verificationMaterial } = strangerVerifies(running, path, ADA)
      return verificationMaterial.tlogEntries[0]?.logIndex
    })
    expect(new Set(entries).size).toBe(FILES)
    // One entry a file in the log itself, whatever happened; the first is the log's own.
    expect(readFileSync(join(data, 'practice/rekor-v1.jsonl'), 'utf8').trimEnd().split('\n')).toHaveLength(1 + FILES)
    // No line of the first run is lost, and each line is whole.
    const after = lines(journal())
    expect(after.slice(0, before.length)).toEqual(before)
    for (const line of after) JSON.parse(line)
    expect(after.at(-1)).toMatch(/^\{"kind":"ended"/)
    await running.page.getByRole('link', { name: 'Releases' }).click()
    await expect.poll(() => headline().textContent()).toBe('One release is in the journals.')
  })

  test('after the end: it is listed with its hallmark, and its evidence is there', async () => {
    const path = join(folder, 'lattice-1.0.0.tgz')
    writeFileSync(path, 'lattice')
    await chooseFiles(running, [path])
    await button('Sign in and see the record').click()
    await signIn()
    const ended = journaled('"kind":"ended"')
    await answerConsent(running, /^Sign one file$/)
    await ended
    await running.kill()
    running = await launch({ data })
    await running.page.getByRole('link', { name: 'Releases' }).click()
    await running.page.getByRole('img', { name: /^Practice hallmark: maker ada@lovelace\.example/ }).waitFor()
    await running.page.getByRole('link', { name: 'lattice-1.0.0.tgz' }).click()
    await expect.poll(() => headline().textContent()).toBe('One file carries your mark.')
    await button('Show lattice-1.0.0.tgz').click()
    await running.page.getByText(/in a tree of 2$/).waitFor()
  })

  test('a file that was built anew meanwhile: the list says so, and the new one is signed', async () => {
    const paths = release()
    const last = paths.at(-1) ?? ''
    await chooseFiles(running, paths)
    await button('Sign in and see the record').click()
    await agreed('"will","step":"get-certificate"')
    await running.kill()
    writeFileSync(last, 'another build')
    running = await launch({ data })
    await running.page.getByRole('link', { name: 'See where it stopped' }).click()
    await running.page.getByText(/reads the one that has changed since, and asks for a new sign-in/).waitFor()
    await button(/^Go on with /).click()
    await signIn()
    await answerConsent(running, `Sign ${FILES} files`)
    await expect.poll(() => headline().textContent()).toBe(`${FILES} files carry your mark.`)
    for (const path of paths) strangerVerifies(running, path, ADA)
  })
})
