/** Checks that look at the names of files. The vectors are those of Scorecard 5.5.0. */
import { describe, expect, it } from 'vitest'
import { checked } from '../../fakes/tree.ts'

describe('License', () => {
  it.each<[string, number, string?]>([
    ['LICENSE', 9],
    ['LICENSE.md', 9],
    ['LICENSE-MIT', 10, 'MIT License'],
    ['MIT-LICENSE.txt', 10],
    ['LICENSE-APACHE', 9],
    ['LICENSE-Apache-2.0', 10, 'Apache License 2.0'],
    ['Apache-2.0-LICENSE.md', 10],
    ['LICENSES/GPL-3.0-only.txt', 10],
    ['LICENSES/README.md', 9],
    ['LICENSE-BSD-3-Clause.txt', 10],
    ['LICENSE-CC-BY-4.0.md', 10],
    ['LPPL-1.3clicences', 10],
    ['UNLICENSE.txt', 10],
    ['COPYING3', 9],
    ['PATENTS', 9],
    ['MIT.LICENSE', 9],
    ['third-party-licenses.txt', 9],
    ['license_header', 9],
    ['copyright/x', 9],
    ['LICENSE-2.0.txt', 9],
    ['LICENSE.go', 0],
    ['license.yaml', 0],
    ['LICENSE.MIT', 0],
    ['LICENSE.BSD', 0],
    ['LICENSE.BSD-3-Clause', 0],
    ['COPYING.LESSER', 0],
    ['COPYING.txt.in', 0],
    ['LICENSE.html.bak', 0],
    ['docs/LICENSE', 0],
    ['license/foo.go', 0],
    ['license-checker.js', 0],
    ['LICENSING.md', 0],
    ['NOTICE', 0],
  ])('%s is worth %i', async (path, score, name) => {
    const { details, ...found } = await checked('license', { [path]: '' })
    expect(found.score).toBe(score)
    if (name !== undefined) expect(details[1]?.text).toContain(name)
  })

  it('takes no time for a name that is made to cost it', async () => {
    const began = performance.now()
    const long = Object.fromEntries(
      Array.from({ length: 200 }, (_, i) => [`${'a1.b-'.repeat(40)}${i}license${'x-1'.repeat(20)}`, '']),
    )
    await checked('license', long)
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})

describe('Dependency-Update-Tool', () => {
  it.each([
    ['.github/dependabot.yml', 10],
    ['.GitHub/Dependabot.YAML', 10],
    ['.renovaterc.json5', 10],
    ['.config/scala-steward.conf', 10],
    ['docs/renovate.json', 0],
    ['package.json', 0],
  ])('%s is worth %i', async (path, score) => {
    expect((await checked('dependency-update-tool', { [path]: '' })).score).toBe(score)
  })
})

describe('Security-Policy', () => {
  const policy = (content: string) => checked('security-policy', { 'SECURITY.md': content })
  it.each([
    ['', 0, 'security policy file detected'],
    ['https://example.com/report', 6, 'security policy file detected'],
    ['https://example.com/report\nx', 6, 'security policy file detected'],
    ['Please report to a@b.io', 9, 'security policy file detected'],
    ['Report vulnerabilities to a@b.io, disclosed within 90 days.', 10, 'security policy file detected'],
    ['Please report bugs.', 3, 'security policy file detected'],
    // Two addresses, and nothing besides.
    ['a@b.co-a@b.co', 6, 'security policy file detected'],
    ['Diſcloſe it, diſcloſe it.', 4, 'security policy file detected'],
  ])('%j is worth %i', async (content, score, reason) => {
    expect(await policy(content)).toMatchObject({ score, reason })
  })

  it('that is empty lets another of its name speak', async () => {
    const files = {
      'SECURITY.md': '',
      'web/security.md': 'Report vulnerabilities to a@b.io, disclosed within 90 days.',
    }
    const { score, details } = await checked('security-policy', files)
    expect([score, details[0]?.at?.path]).toEqual([10, 'SECURITY.md'])
  })

  it('is not there: every question is answered', async () => {
    const { score, reason, details } = await checked('security-policy', { 'SECURITY.txt': 'x' })
    expect([score, reason, details.length]).toEqual([0, 'security policy file not detected', 4])
  })
})
