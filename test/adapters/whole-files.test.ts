import { execFile } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { type link, open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writing } from '../../electron/adapters/file-faults.ts'
import { createFiles } from '../../electron/adapters/files.ts'
import { writeNewFile } from '../../electron/adapters/whole-files.ts'

const files = createFiles()
let folder: string

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'countermark-files-')))
})
afterEach(() => {
  chmodSync(folder, 0o700)
  rmSync(folder, { recursive: true, force: true })
})

const contents = () =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]))

describe('writeNew', () => {
  test('writes a file, and leaves nothing else', async () => {
    expect(await files.writeNew(join(folder, 'a.json'), 'ä')).toBe(true)
    expect(contents()).toEqual({ 'a.json': 'ä' })
  })

  test('never writes over anything', async () => {
    writeFileSync(join(folder, 'file'), 'old')
    mkdirSync(join(folder, 'sub'))
    symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling'))
    for (const name of ['file', 'sub', 'dangling']) expect(await files.writeNew(join(folder, name), 'new')).toBe(false)
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('old')
    expect(readdirSync(folder).sort()).toEqual(['dangling', 'file', 'sub'])
  })

  test('of many at once exactly one is the first', async () => {
    const path = join(folder, 'a')
    const texts = Array.from({ length: 20 }, (_, i) => `${i}`.repeat(10_000))
    const wrote = await Promise.all(texts.map((text) => files.writeNew(path, text)))
    expect(wrote.filter(Boolean)).toHaveLength(1)
    expect(contents()).toEqual({ a: texts[wrote.indexOf(true)] })
  })

  test.each(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])(
    'where hard links are refused with %s, it still writes and still never over anything',
    async (code) => {
      const refuse: typeof link = async () => {
        throw Object.assign(new Error(code), { code })
      }
      expect(await writeNewFile(join(folder, 'a'), 'first', refuse)).toBe(true)
      expect(await writeNewFile(join(folder, 'a'), 'second', refuse)).toBe(false)
      expect(contents()).toEqual({ a: 'first' })
    },
  )

  test('a name that the system cannot take', async () => {
    const name = 'x'.repeat(256)
    await expect(files.writeNew(join(folder, name), 'x')).rejects.toMatchObject({
      code: 'files.failed',
      details: { name, reason: 'ENAMETOOLONG' },
    })
    expect(contents()).toEqual({})
  })

  test('the longest name that the system takes', async () => {
    const name = 'x'.repeat(255)
    expect(await files.writeNew(join(folder, name), 'x')).toBe(true)
    expect(contents()).toEqual({ [name]: 'x' })
  })
})

describe('replace', () => {
  test('puts a file in the place of another, which is not touched', async () => {
    const path = join(folder, 'a')
    writeFileSync(path, 'old')
    const { ino } = statSync(path)
    await files.replace(path, 'new')
    expect(contents()).toEqual({ a: 'new' })
    expect(statSync(path).ino).not.toBe(ino)
  })

  test('writes where there was nothing', async () => {
    await files.replace(join(folder, 'a'), 'new')
    expect(contents()).toEqual({ a: 'new' })
  })

  test('leaves a folder alone, and nothing behind', async () => {
    mkdirSync(join(folder, 'sub'))
    const replaced = files.replace(join(folder, 'sub'), 'new')
    await expect(replaced).rejects.toMatchObject({ code: 'files.failed', details: { name: 'sub' } })
    expect(readdirSync(folder)).toEqual(['sub'])
  })
})

describe('sweep', () => {
  /** What a process leaves that is killed between writing a file and giving it its name. */
  async function killedWhileWriting(): Promise<void> {
    const script = `
      const { writeNewFile } = await import(process.argv[1] + '/electron/adapters/whole-files.ts')
      await writeNewFile(process.argv[2] + '/a.json', 'half', () => process.kill(process.pid, 'SIGKILL'))`
    const root = join(import.meta.dirname, '../..')
    const args = ['--input-type=module', '-e', script, root, folder]
    await promisify(execFile)(process.execPath, args).catch(() => {})
  }

  test('takes away what a process that was killed left behind, and nothing else', async () => {
    writeFileSync(join(folder, 'b.json'), 'b')
    writeFileSync(join(folder, '.countermark-notes.tmp'), 'a person’s own')
    await killedWhileWriting()
    expect(readdirSync(folder)).toHaveLength(3)
    await files.sweep(folder)
    expect(readdirSync(folder).sort()).toEqual(['.countermark-notes.tmp', 'b.json'])
  })

  test('leaves what a living process or another machine is writing', async () => {
    await killedWhileWriting()
    const [name = ''] = readdirSync(folder)
    const others = [name.replace(/-\d+-(?=\w{16}\.)/, `-${process.pid}-`), name.replace(/-[0-9a-f]{8}-/, '-00000000-')]
    for (const other of others) writeFileSync(join(folder, other), '')
    await files.sweep(folder)
    expect(readdirSync(folder).sort()).toEqual(others.sort())
  })

  test('a folder that is gone is no fault', () => files.sweep(join(folder, 'gone')))
})

describe('checkWritable', () => {
  test('a folder that takes files has none more afterwards', async () => {
    await files.checkWritable(folder)
    expect(contents()).toEqual({})
  })

  test.each(['/proc', '/sys'])('%s takes no files, whoever asks', async (place) => {
    await expect(files.checkWritable(place)).rejects.toMatchObject({
      code: 'files.read-only',
      details: { folder: place },
    })
    await expect(files.writeNew(join(place, 'a'), 'x')).rejects.toMatchObject({ details: { name: 'a', folder: place } })
  })

  test('a folder that is gone, and a file in its place', async () => {
    writeFileSync(join(folder, 'file'), '')
    for (const name of ['gone', 'file']) {
      await expect(files.checkWritable(join(folder, name))).rejects.toMatchObject({ code: 'files.not-found' })
    }
  })
})

/**
 * What a person without privileges meets. The script runs in a process of its own, which gives up root if it has it
 * once everything is loaded, and prints the code of the fault that each act ends with.
 */
async function asAnybody(script: string, prefix = ''): Promise<string[]> {
  const adapter = new URL('../../electron/adapters/files.ts', import.meta.url).href
  const program = `
    import { createFiles } from ${JSON.stringify(adapter)}
    const files = createFiles()
    const folder = ${JSON.stringify(folder)}
    if (process.getuid() === 0) { process.setgroups([]); process.setgid(65534); process.setuid(65534) }
    const tell = (act) => act.then((done) => console.log(String(done)), (e) => console.log(e.code + ' ' + (e.details.reason ?? '')))
    const signal = new AbortController().signal
    ${script}`
  const command = `${prefix} exec "$0" --input-type=module -e "$1"`
  const { stdout } = await promisify(execFile)('/bin/sh', ['-c', command, process.execPath, program])
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.trim())
}

describe('without permission', () => {
  test('a file that may not be read', async () => {
    chmodSync(folder, 0o755)
    writeFileSync(join(folder, 'file'), 'x', { mode: 0 })
    const script = `const path = folder + '/file'
      await tell(files.inspect(path)); await tell(files.digest(path, { signal, onBytes() {} })); await tell(files.read(path, 9))`
    expect(await asAnybody(script)).toEqual([
      'files.unreadable EACCES',
      'files.unreadable EACCES',
      'files.unreadable EACCES',
    ])
  })

  test('a folder that may not be entered', async () => {
    writeFileSync(join(folder, 'file'), 'x')
    chmodSync(folder, 0)
    expect(await asAnybody(`await tell(files.inspect(folder + '/file'))`)).toEqual(['files.unreadable EACCES'])
  })

  test('a folder that may not be written to', async () => {
    writeFileSync(join(folder, 'file'), 'x')
    chmodSync(folder, 0o555)
    const script = `await tell(files.checkWritable(folder)); await tell(files.writeNew(folder + '/a', 'x'))
      await tell(files.replace(folder + '/file', 'y'))`
    expect(await asAnybody(script)).toEqual(Array(3).fill('files.read-only EACCES'))
    expect(contents()).toEqual({ file: 'x' })
  })
})

describe('without room', () => {
  test('a disk that is full', async () => {
    const full = writing('/dev', '/dev/full', async () => {
      const handle = await open('/dev/full', 'w')
      await handle.writeFile('x').finally(() => handle.close())
    })
    await expect(full).rejects.toMatchObject({ code: 'files.disk-full', details: { name: 'full', folder: '/dev' } })
  })

  test('a write that breaks off half-way leaves the old file, and no part of the new one', async () => {
    chmodSync(folder, 0o777)
    writeFileSync(join(folder, 'old'), 'old')
    // One or two blocks of 512 bytes, then the kernel refuses.
    const script = `const text = 'x'.repeat(100_000)
      await tell(files.writeNew(folder + '/a', text)); await tell(files.replace(folder + '/old', text))
      await tell(files.writeNew(folder + '/b', 'small'))`
    expect(await asAnybody(script, 'ulimit -f 1;')).toEqual(['files.failed EFBIG', 'files.failed EFBIG', 'true'])
    expect(contents()).toEqual({ old: 'old', b: 'small' })
  })
})
