import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  appendFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { createFiles } from '../../electron/adapters/files.ts'
import type { Fault } from '../../electron/contract/faults.ts'

const files = createFiles()
const MiB = 1024 * 1024
let folder: string

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'countermark-files-')))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string, contents: string | Buffer): string => {
  const path = join(folder, name)
  writeFileSync(path, contents)
  return path
}

const digest = (path: string, onBytes: (count: number) => void = () => {}, signal = new AbortController().signal) =>
  files.digest(path, { signal, onBytes })

/** Every way to look into a file; whatever is no file must be refused by each of them. */
const looks: [string, (path: string) => Promise<unknown>][] = [
  ['inspect', (path) => files.inspect(path)],
  ['digest', (path) => digest(path)],
  ['read', (path) => files.read(path, 100)],
]

describe('inspect', () => {
  test('says the size, and the same of a file that nobody touched', async () => {
    const path = file('a.txt', 'hello')
    const stamp = await files.inspect(path)
    expect(stamp.size).toBe(5)
    expect(await files.inspect(path)).toEqual(stamp)
  })

  test.each<[string, (path: string) => void]>([
    ['written to', (path) => appendFileSync(path, '!')],
    ['given another time', (path) => utimesSync(path, 1, 1)],
    ['replaced by an equal one', (path) => renameSync(file('other', 'hello'), path)],
  ])('a file that was %s has another stamp', async (_, change) => {
    const path = file('a.txt', 'hello')
    const before = await files.inspect(path)
    change(path)
    expect(await files.inspect(path)).not.toEqual(before)
  })

  test('a symbolic link to a file is as good as the file', async () => {
    const path = file('a.txt', 'hello')
    const link = join(folder, 'link')
    symlinkSync(path, link)
    expect(await files.inspect(link)).toEqual(await files.inspect(path))
    expect((await digest(link)).sha256).toBe((await digest(path)).sha256)
  })
})

describe.each(looks)('%s refuses', (_, look) => {
  test('a folder', async () => {
    await expect(look(folder)).rejects.toMatchObject({ code: 'files.not-a-file' })
  })

  test('a pipe, without waiting for a writer', async () => {
    const path = join(folder, 'pipe')
    execFileSync('mkfifo', [path])
    await expect(look(path)).rejects.toMatchObject({ code: 'files.not-a-file', details: { name: 'pipe' } })
  })

  test('a device', async () => {
    await expect(look('/dev/zero')).rejects.toMatchObject({ code: 'files.not-a-file', details: { name: 'zero' } })
  })

  test('a socket', async () => {
    const path = join(folder, 'socket')
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(path, resolve))
    onTestFinished(() => void server.close())
    await expect(look(path)).rejects.toMatchObject({ code: 'files.not-a-file', details: { name: 'socket' } })
  })

  test('a link that leads back to itself', async () => {
    const path = join(folder, 'loop')
    symlinkSync(path, path)
    await expect(look(path)).rejects.toMatchObject({ code: 'files.symlink-loop', details: { name: 'loop' } })
  })

  test('a name whose bytes are not text, of the file or of a folder on the way', async () => {
    const bytes = Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9])])
    mkdirSync(bytes)
    writeFileSync(Buffer.concat([bytes, Buffer.from('/'), Buffer.from([0xff, 0xfe])]), 'x')
    writeFileSync(Buffer.concat([bytes, Buffer.from('/plain')]), 'x')
    const lossy = bytes.toString('utf8')
    const expected = { code: 'files.name-not-text', details: { name: 'caf\uFFFD' } }
    await expect(look(join(lossy, 'plain'))).rejects.toMatchObject(expected)
    await expect(look(join(folder, '\uFFFD\uFFFD'))).rejects.toMatchObject({ code: 'files.name-not-text' })
    await expect(look(join(folder, 'half\uD83D'))).rejects.toMatchObject({ details: { name: 'half⟨U+D83D⟩' } })
  })
})

describe.each(looks.slice(0, 2))('%s', (_, look) => {
  test.each<[string, () => string, string]>([
    ['a file that is not there', () => join(folder, 'gone'), 'gone'],
    [
      'a link to nothing',
      () => {
        symlinkSync(join(folder, 'gone'), join(folder, 'dangling'))
        return join(folder, 'dangling')
      },
      'dangling',
    ],
    ['something below a file', () => join(file('a.txt', ''), 'b.txt'), 'b.txt'],
  ])('%s is not found', async (_, path, name) => {
    await expect(look(path())).rejects.toMatchObject({ code: 'files.not-found', details: { name } })
  })

  test('names with newlines and bidi controls are read, and shown harmlessly when something is wrong', async () => {
    const name = 'new\nline \u202Egpj.exe'
    await look(file(name, 'x'))
    unlinkSync(join(folder, name))
    await expect(look(join(folder, name))).rejects.toMatchObject({
      details: { name: 'new⟨U+000A⟩line ⟨U+202E⟩gpj.exe' },
      message: 'files.not-found: new⟨U+000A⟩line ⟨U+202E⟩gpj.exe is gone.',
    })
  })
})

describe('digest', () => {
  test.each([0, 1, MiB / 2 - 1, MiB / 2, MiB / 2 + 1, MiB, 3 * MiB + 17])('of %i bytes', async (size) => {
    const contents = randomBytes(size)
    const path = file('a.bin', contents)
    let counted = 0
    const { sha256, stamp } = await digest(path, (count) => {
      counted += count
    })
    expect(sha256).toBe(createHash('sha256').update(contents).digest('hex'))
    expect(counted).toBe(size)
    expect(stamp).toEqual(await files.inspect(path))
    const both = await files.digest(path, { signal: new AbortController().signal, onBytes: () => {}, sha512: true })
    expect(both).toEqual({ sha256, stamp, sha512: createHash('sha512').update(contents).digest('hex') })
  })

  test.each<[string, (path: string) => void]>([
    ['grows', (path) => appendFileSync(path, 'x')],
    ['shrinks', (path) => truncateSync(path, MiB)],
    ['is written to in place', (path) => writeFileSync(path, 'x', { flag: 'r+' })],
    ['is replaced', (path) => renameSync(file('other', randomBytes(4 * MiB)), path)],
    ['is deleted', (path) => unlinkSync(path)],
  ])('of a file that %s meanwhile is not given', async (_, change) => {
    const path = file('a.bin', randomBytes(4 * MiB))
    utimesSync(path, 1, 1)
    let isFirst = true
    const digested = digest(path, () => {
      if (isFirst) change(path)
      isFirst = false
    })
    await expect(digested).rejects.toMatchObject({ code: 'files.changed-meanwhile', details: { name: 'a.bin' } })
  })

  test('a file that never stops growing is given up', async () => {
    const path = file('a.log', randomBytes(2 * MiB))
    const digested = digest(path, () => appendFileSync(path, randomBytes(2 * MiB)))
    await expect(digested).rejects.toMatchObject({ code: 'files.changed-meanwhile' })
    expect(statSync(path).size).toBeLessThanOrEqual(12 * MiB)
  })

  test('stops when it is cancelled, and reads no further', async () => {
    const path = file('a.bin', randomBytes(8 * MiB))
    const abort = new AbortController()
    let counted = 0
    const digested = digest(
      path,
      (count) => {
        counted += count
        abort.abort()
      },
      abort.signal,
    )
    await expect(digested).rejects.toMatchObject({ code: 'cancelled' })
    expect(counted).toBe(MiB / 2)
  })

  test('of many files at once, some of which are given up, none is mixed up with another', async () => {
    const contents = Array.from({ length: 60 }, (_, i) => randomBytes(MiB + i))
    const paths = contents.map((bytes, i) => file(`${i}.bin`, bytes))
    const digests = await Promise.all(
      paths.map(async (path, i) => {
        const abort = new AbortController()
        const digested = digest(path, () => (i % 3 === 0 ? abort.abort() : undefined), abort.signal)
        return digested.then(({ sha256 }) => sha256).catch((error: Fault) => error.code)
      }),
    )
    const right = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
    expect(digests).toEqual(contents.map((bytes, i) => (i % 3 === 0 ? 'cancelled' : right(bytes))))
  })

  test('of a file that the kernel makes up as it is read is not given', async () => {
    await expect(digest('/proc/self/status')).rejects.toMatchObject({ code: 'files.changed-meanwhile' })
  })
})

describe('read', () => {
  test('gives the whole file, up to the limit', async () => {
    expect(await files.read(file('a', '12345'), 5)).toEqual(new Uint8Array(Buffer.from('12345')))
    expect(await files.read(file('a', '12345'), 64 * MiB)).toEqual(new Uint8Array(Buffer.from('12345')))
    expect(await files.read(file('b', ''), 5)).toEqual(new Uint8Array())
  })

  test('says undefined where there is nothing', async () => {
    expect(await files.read(join(folder, 'gone'), 5)).toBeUndefined()
  })

  test('does not give part of a longer file', async () => {
    const read = files.read(file('a', '123456'), 5)
    await expect(read).rejects.toMatchObject({
      code: 'files.failed',
      details: { name: 'a', reason: 'longer than 5 bytes' },
    })
  })

  test('believes the bytes and not the size that the system says', async () => {
    expect((await files.read('/proc/self/status', MiB))?.length).toBeGreaterThan(0)
    await expect(files.read('/proc/self/status', 5)).rejects.toMatchObject({ code: 'files.failed' })
  })
})

test('two names of one file are two files to look at, with one stamp', async () => {
  const path = file('a', 'x')
  linkSync(path, join(folder, 'b'))
  expect(await files.inspect(join(folder, 'b'))).toEqual(await files.inspect(path))
})
