/** What files say they are, out of archives that may be made to do harm. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, it, test } from 'vitest'
import { archives } from '../../electron/adapters/archives.ts'
import { purlText } from '../../electron/core/purl.ts'
import { identify, purlFrom, repositoryAddress } from '../../electron/core/verify/identify.ts'
import { tar, tarGz, zip } from '../fakes/archives.ts'

const folder = mkdtempSync(join(tmpdir(), 'countermark-archives-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const signal = new AbortController().signal

async function of(name: string, content: Buffer | string) {
  const path = join(folder, name)
  writeFileSync(path, content)
  const found = await identify(path, archives, signal)
  return found && [purlText(found.purl), found.repository]
}
const manifest = (over: Record<string, unknown> = {}) =>
  JSON.stringify({ name: '@lattice/left-pad', version: '1.4.2', repository: 'lattice/left-pad', ...over })
const METADATA =
  'Metadata-Version: 2.1\r\nName: Left_Pad\r\nVersion: 1.4.2\r\nProject-URL: Source, https://github.com/lattice/left-pad/tree/main\r\n\r\nVersion: 9\r\n'
const NPM = ['pkg:npm/%40lattice/left-pad@1.4.2', 'https://github.com/lattice/left-pad']
const PYPI = ['pkg:pypi/left-pad@1.4.2', 'https://github.com/lattice/left-pad']

describe('a package', () => {
  it('of npm names itself in its package.json, wherever that lies in the archive', async () => {
    const file = { name: 'package/package.json', content: manifest() }
    const large = { name: 'package/data.bin', content: Buffer.alloc(3_000_001, 1) }
    expect(await of('a.tgz', tarGz(file))).toEqual(NPM)
    expect(await of('a.tgz', tarGz(large, { name: 'package/docs/package.json', content: '{}' }, file))).toEqual(NPM)
    expect(await of('a.tgz', tarGz({ name: 'other/package.json', content: manifest() }))).toEqual(NPM)
  })

  it('of PyPI does so in its metadata, and a wheel by its name too', async () => {
    expect(await of('left_pad-1.4.2.tar.gz', tarGz({ name: 'left_pad-1.4.2/PKG-INFO', content: METADATA }))).toEqual(
      PYPI,
    )
    const wheel = zip({ 'left_pad/__init__.py': 'x', 'left_pad-1.4.2.dist-info/METADATA': METADATA })
    expect(await of('left_pad-1.4.2-py3-none-any.whl', wheel)).toEqual(PYPI)
    expect(await of('left_pad-1.4.2-1-py3-none-any.whl', 'no archive')).toEqual([PYPI[0], undefined])
  })

  it('of Maven does so in what its build wrote', async () => {
    const properties = '#made\ngroupId=org.lattice\nartifactId=left-pad\nversion=1.4.2\n'
    const jar = zip({ 'META-INF/maven/org.lattice/left-pad/pom.properties': properties })
    expect(await of('anything.jar', jar)).toEqual(['pkg:maven/org.lattice/left-pad@1.4.2', undefined])
    expect(await of('anything.jar', zip({ 'A.class': '' }))).toBeUndefined()
  })
})

describe('an archive that is not what it seems', () => {
  const package_ = tarGz({ name: 'package/package.json', content: manifest() })
  it.each<[string, string, Buffer | string]>([
    ['is empty', 'a.tgz', ''],
    ['is no archive', 'a.tgz', '<!doctype html>'],
    ['is cut short', 'a.tgz', package_.subarray(0, package_.length - 40)],
    ['is compressed nothing', 'a.tgz', gzipSync(Buffer.alloc(50 << 20))],
    [
      'has a file of more bytes than there are',
      'a.tgz',
      gzipSync(tar({ name: 'package/package.json', size: '77777777777' })),
    ],
    ['has a size that is no number', 'a.tgz', gzipSync(tar({ name: 'package/package.json', size: '-0000000001' }))],
    ['has a manifest that is no JSON', 'a.tgz', tarGz({ name: 'package/package.json', content: '{' })],
    ['has a manifest of another form', 'a.tgz', tarGz({ name: 'package/package.json', content: '{"name":1}' })],
    [
      'has a name that would lead elsewhere',
      'a.tgz',
      tarGz({ name: 'package/package.json', content: manifest({ name: '../../x' }) }),
    ],
    [
      'has a version with an invisible letter',
      'a.tgz',
      tarGz({ name: 'package/package.json', content: manifest({ version: '1\u202e' }) }),
    ],
    ['is a link', 'a.tgz', tarGz({ name: 'package/package.json', content: '', type: '2' })],
    ['is a zip without an end', 'a.jar', zip({ 'META-INF/maven/a/b/pom.properties': 'x' }).subarray(0, -30)],
    [
      'is a zip whose sizes do not hold',
      'a.jar',
      zip({ 'META-INF/maven/a/b/pom.properties': 'groupId=a\nartifactId=b\nversion=1\n' }, 4_000_000),
    ],
    ['is a wheel with another kind of name', 'left.whl', zip({})],
    ['is of a kind that nobody knows', 'a.deb', 'x'],
  ])('%s: it says nothing of itself', async (_, name, content) => {
    expect(await of(name, content)).toBeUndefined()
  })

  it('and unpacks to more than anybody reads is given up', async () => {
    const bomb = gzipSync(
      tar(
        { name: 'package/zeros', content: Buffer.alloc(100 << 20) },
        { name: 'package/package.json', content: manifest() },
      ),
      { level: 1 },
    )
    const before = process.memoryUsage().rss
    expect(await of('bomb.tgz', bomb)).toBeUndefined()
    expect(process.memoryUsage().rss - before).toBeLessThan(200 << 20)
  })

  it('is any bytes at all', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 2000 }),
        fc.constantFrom('a.tgz', 'a.jar', 'a-1-py3-none-any.whl'),
        async (bytes, name) => {
          const whole = Buffer.from(bytes)
          await of(name, whole)
          await of(name, gzipSync(whole))
          await of(
            name,
            Buffer.concat([zip({ 'META-INF/maven/a/b/pom.properties': 'x' }).subarray(0, bytes.length), whole]),
          )
        },
      ),
      { numRuns: 100, interruptAfterTimeLimit: 5000 },
    )
  })

  it('is given up where somebody wishes so', async () => {
    const abort = new AbortController()
    abort.abort()
    writeFileSync(join(folder, 'large.tgz'), gzipSync(Buffer.alloc(5 << 20, 1)))
    await expect(identify(join(folder, 'large.tgz'), archives, abort.signal)).rejects.toThrow()
  })
})

test.each([
  ['git+https://github.com/lattice/left-pad.git', 'https://github.com/lattice/left-pad'],
  ['git@github.com:lattice/left-pad.git', 'https://github.com/lattice/left-pad'],
  ['ssh://git@GitHub.com/lattice/left-pad', 'https://github.com/lattice/left-pad'],
  ['https://user:secret@github.com/lattice/left-pad/issues', 'https://github.com/lattice/left-pad'],
  ['gitlab:lattice/left-pad', 'https://gitlab.com/lattice/left-pad'],
  ['https://gitlab.com/group/sub/project', 'https://gitlab.com/group/sub/project'],
  ['javascript:alert(1)', undefined],
  ['https://github.com/lattice', undefined],
  ['https://github.com/../x', undefined],
])('the repository %s', (text, address) => {
  expect(repositoryAddress(text)).toBe(address)
})

test.each([
  ['pkg:npm/left-pad@1.4.2', 'pkg:npm/left-pad@1.4.2'],
  ['npm/@lattice/left-pad@1.4.2', 'pkg:npm/%40lattice/left-pad@1.4.2'],
  ['https://github.com/lattice/left-pad/releases/tag/v1.4.2', 'pkg:github/lattice/left-pad@v1.4.2'],
  ['https://github.com/lattice/left-pad', undefined],
  ['/etc/passwd', undefined],
])('%s names a package', (text, purl) => {
  const found = purlFrom(text)
  expect(found && purlText(found)).toBe(purl)
})
