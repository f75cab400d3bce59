/** Journey J2's first half: a maintainer adds a project, sees how it stands, mends something, and sees the score move. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openOsv } from '../fakes/osv.ts'
import { LIBRARY } from '../fakes/project-world.ts'
import { launch, type RunningApp } from './app.ts'
import { dropOn } from './hands.ts'

let running: RunningApp
let folder: string
let project: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countermark-projects-'))
  project = join(folder, 'aurora-parse')
  for (const [path, content] of Object.entries(LIBRARY)) write(path, content)
  write('.gitignore', 'tools/\n')
  execFileSync('git', ['init', '-q'], { cwd: project })
  running = await launch({ data: join(folder, 'data') })
})
afterEach(async () => {
  await running.close()
  rmSync(folder, { recursive: true, force: true })
})

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(project, path)), { recursive: true })
  writeFileSync(join(project, path), content)
}
const button = (name: string | RegExp) => running.page.getByRole('button', { name })
const headline = () => running.page.getByRole('heading', { level: 1 }).textContent()
const text = () => running.page.getByRole('main').innerText()
const go = (hash: string) =>
  running.page.evaluate((to) => {
    location.hash = to
  }, hash)
const score = async () => Number(await running.page.locator('[aria-label^="Score: "]').textContent())

/** The dialog of the system answers with a folder. */
const choosing = (path: string) =>
  running.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
  }, path)

async function added(): Promise<void> {
  await choosing(project)
  await go('/projects')
  await button('Add a folder').click()
  await expect.poll(headline).toBe('One question is open before 2.4.0 can leave; four are not looked at yet.')
}

test('a project is added, its health is seen with the lines it rests on, and a change moves the score by itself', async () => {
  await go('/projects')
  await expect.poll(headline).toBe('Which project do you look after?')
  await added()
  expect(await text()).toContain('npm: @aurora/cli 2.4.0')
  await button('See what it costs').click()
  await expect.poll(headline).toBe('Two workflows hand their jobs more power than any job asks for.')
  expect(await text()).toContain('permissions: write-all')
  // What git ignores is no part of the project.
  await expect.poll(text).toMatch(/Binary-Artifacts\s+10/)
  const before = await score()
  write('.github/workflows/release.yml', String(LIBRARY['.github/workflows/release.yml']).replace('write-all', '{}'))
  write('.github/workflows/ci.yml', `permissions: {}\n${LIBRARY['.github/workflows/ci.yml']}`)
  await expect.poll(score).toBeGreaterThan(before)
  await expect.poll(text).toMatch(/Token-Permissions: 0 → 10/)
})

test('OSV is asked about the dependencies once the person says so, and not before', async () => {
  const osv = await openOsv({ packages: { 'npm left-pad 1.0.0': ['GHSA-1'] } })
  await running.close()
  running = await launch({ data: join(folder, 'data'), env: { COUNTERMARK_OSV_URL: osv.url } })
  write('package-lock.json', '{"packages":{"node_modules/left-pad":{"version":"1.0.0"}}}')
  const commit = 'c0ffee1a2b3c4d5e6f708192a3b4c5d6e7f80912'
  write('yarn.lock', `"git@https://github.com/x/git#${commit}":\n  resolved "https://github.com/x/git#${commit}"\n`)
  await added()
  await button('See what it costs').click()
  await button(/Vulnerabilities/).click()
  await expect.poll(text).toContain('would be sent the names and versions or commits of two packages')
  expect(osv.asked).toEqual([])
  await button('Ask OSV').click()
  await expect.poll(text).toContain('https://osv.dev/GHSA-1')
  expect(osv.asked).toEqual([['npm left-pad 1.0.0', `commit ${commit}`]])
  await osv.close()
})

test('a finding is dismissed with a reason, stays so after a restart, and is asked about again', async () => {
  await added()
  await button('See what it costs').click()
  await button(/Fuzzing/).click()
  await running.page.getByRole('button', { name: 'Dismiss: The whole project' }).click()
  await running.page.getByLabel('Why nobody needs to hear of it').fill('It parses nothing that strangers send.')
  const whole = await score()
  await button('Dismiss it').click()
  await expect.poll(text).toContain('It parses nothing that strangers send.')
  expect(await score()).toBe(whole)
  await running.close()
  running = await launch({ data: join(folder, 'data') })
  await running.page.getByRole('link', { name: /aurora-parse/ }).click()
  await button('See what it costs').click()
  await button(/Fuzzing/).click()
  await expect.poll(text).toContain('It parses nothing that strangers send.')
  await button('Ask about it again').click()
  await expect.poll(text).not.toContain('It parses nothing that strangers send.')
})

test('a folder is dropped, a file is refused, and a project is forgotten without its folder being touched', async () => {
  await go('/projects')
  await expect.poll(headline).toBe('Which project do you look after?')
  await dropOn(running, join(project, 'package.json'))
  await expect.poll(text).toContain('is no folder')
  await dropOn(running, project)
  await expect.poll(headline).toMatch(/^One question is open/)
  const kept = readFileSync(join(project, 'package.json'), 'utf8')
  await button('Forget this project').click()
  const asked = await running.asked()
  expect(await asked.getByRole('heading', { level: 1 }).textContent()).toBe('Countermark forgets this project.')
  await asked.getByRole('button', { name: 'Forget this project' }).click()
  await expect.poll(headline).toBe('Which project do you look after?')
  expect(readFileSync(join(project, 'package.json'), 'utf8')).toBe(kept)
})
