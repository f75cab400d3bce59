import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createGit } from '../../electron/adapters/git.ts'
import { bytesOfNames, namesFrom } from '../../electron/adapters/raw-names.ts'
import { openTree, treeOf } from '../../electron/adapters/tree.ts'

const pause = async () => {}
const { signal } = new AbortController()

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'countermark-tree-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

describe('everything in a folder', () => {
  test('in the order of names, folder by folder, without what git keeps', async () => {
    const root = folderOf({ 'a.txt': '', 'a/x': '', B: '', '.git/HEAD': '', 'sub/.git/x': '', 'sub/y': '', '.a': '' })
    expect((await openTree(root, pause)).paths).toEqual(['.a', 'B', 'a/x', 'a.txt', 'sub/y'])
  })

  test('with links to files, and none to folders or to nowhere', async () => {
    const root = folderOf({ 'a/x': 'text' })
    const other = folderOf({ secret: 'secret' })
    symlinkSync('a/x', join(root, 'file'))
    symlinkSync('a', join(root, 'folder'))
    symlinkSync('.', join(root, 'loop'))
    symlinkSync('nowhere', join(root, 'nothing'))
    symlinkSync(join(other, 'secret'), join(root, 'out'))
    const tree = await openTree(root, pause)
    expect(tree.paths).toEqual(['a/x', 'file', 'out'])
    expect(Buffer.from(tree.read('file', 9)).toString()).toBe('text')
    expect(Buffer.from(tree.head('file', 2)).toString()).toBe('te')
    expect(() => tree.read('out', 9)).toThrow('path escapes from parent')
  })

  test('by links as Go follows them: never from the root of the disk, nor out and in again, nor many', async () => {
    const root = folderOf({ 'a/x': 'text', 'b/x': '' })
    symlinkSync(join(root, 'a/x'), join(root, 'from-the-root'))
    symlinkSync(join('..', basename(root), 'a/x'), join(root, 'out-and-in'))
    symlinkSync('../a/./x', join(root, 'b/up'))
    symlinkSync('a/x', join(root, '0'))
    for (let i = 1; i < 9; i++) symlinkSync(String(i - 1), join(root, String(i)))
    const tree = await openTree(root, pause)
    expect(Buffer.from(tree.read('b/up', 9)).toString()).toBe('text')
    expect(Buffer.from(tree.read('7', 9)).toString()).toBe('text')
    expect(() => tree.read('8', 9)).toThrow('too many')
    for (const path of ['from-the-root', 'out-and-in']) expect(() => tree.read(path, 9)).toThrow('path escapes')
  })

  test('without what stands behind a link to a folder that is called as git’s', async () => {
    const root = folderOf({ 'a/-': '', 'a/b': '', 'b/x': '' })
    symlinkSync('../b', join(root, 'a/.git'))
    expect((await openTree(root, pause)).paths).toEqual(['a/-', 'b/x'])
  })

  test('is a fault where there is no folder', async () => {
    await expect(openTree('/nowhere/at/all', pause)).rejects.toMatchObject({ code: 'files.not-found' })
  })
})

describe('what belongs to a project', () => {
  const git = (folder: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: folder })
  const belonging = (folder: string) => createGit({ env: process.env }).files(folder, signal)
  async function files(folder: string): Promise<readonly string[]> {
    const found = await belonging(folder)
    if (typeof found === 'string') throw new Error(found)
    return [...found.paths].sort()
  }

  test('is what git tracks, and what is new and not ignored', async () => {
    const root = folderOf({ '.gitignore': 'out\n', a: '1', 'sub dir/ü': '2', 'out/x': '3', gone: '4', empty: '' })
    git(root, 'init', '-q')
    git(root, 'add', 'a', 'gone')
    rmSync(join(root, 'gone'))
    symlinkSync('a', join(root, 'link'))
    const found = await files(root)
    expect(found).toEqual(['.gitignore', 'a', 'empty', 'gone', 'link', 'sub dir/ü'])
    expect((await treeOf(root, found, pause)).paths).toEqual(['.gitignore', 'a', 'sub dir/ü'])
    expect(await files(join(root, 'sub dir'))).toEqual(['ü'])
  })

  test('is not known outside of a repository', async () => {
    expect(await belonging(folderOf({ a: '' }))).toBe('no-repository')
  })

  test('is not known of a bare repository, nor of what git keeps for itself', async () => {
    const root = folderOf({ a: '1' })
    git(root, 'init', '-q', '--bare', 'bare')
    git(root, 'init', '-q')
    expect(await belonging(join(root, 'bare'))).toBe('no-repository')
    expect(await belonging(join(root, '.git'))).toBe('no-repository')
  })

  test('is what an archive would hold: neither files nor folders that it leaves out', async () => {
    const root = folderOf({
      '.gitattributes': 'left export-ignore\n/folder export-ignore\n*.log export-ignore\nkept.log -export-ignore\n',
      left: '1',
      'folder/deep/x': '1',
      'a/folder/y': '1',
      'b.log': '1',
      'kept.log': '1',
      'new line\nü.log': '1',
    })
    git(root, 'init', '-q')
    git(root, 'add', '-A')
    git(root, 'commit', '-q', '-m', 'x')
    const archive = execFileSync('sh', ['-c', 'git archive HEAD | tar t'], { cwd: root, encoding: 'utf8' })
    const held = archive.split('\n').filter((line) => line !== '' && !line.endsWith('/'))
    expect(await files(root)).toEqual(held.sort())
    expect(held).toEqual(['.gitattributes', 'a/folder/y', 'kept.log'])
  })

  test('is told of a second working tree, of one without a commit, and without the files of submodules', async () => {
    const root = folderOf({ a: '1' })
    git(root, 'init', '-q')
    expect(await files(root)).toEqual(['a'])
    git(root, 'add', '-A')
    git(root, 'commit', '-q', '-m', 'x')
    const [second, above] = [join(root, '../second'), folderOf({ b: '1' })]
    git(root, 'worktree', 'add', '-q', second)
    expect(await files(second)).toEqual(['a'])
    git(above, 'init', '-q')
    git(above, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', root, 'sub')
    // The place of the submodule is one entry, which is a folder.
    expect((await treeOf(above, await files(above), pause)).paths).toEqual(['.gitmodules', 'b'])
    rmSync(second, { recursive: true })
  })

  test('says how many files are not checked out', async () => {
    const root = folderOf({ a: '1', 'x/b': '1', 'y/c': '1', 'y/d': '1' })
    git(root, 'init', '-q')
    git(root, 'add', '-A')
    git(root, 'commit', '-q', '-m', 'x')
    git(root, 'sparse-checkout', 'set', 'x')
    expect(await belonging(root)).toEqual({ paths: ['a', 'x/b'], absent: 2 })
  })

  test('has a file once that two branches changed', async () => {
    const root = folderOf({ a: '1' })
    git(root, 'init', '-q', '-b', 'one')
    for (const [branch, text] of [
      ['one', '1'],
      ['two', '2'],
      ['one', '3'],
    ] as const) {
      if (branch === 'two') git(root, 'checkout', '-q', '-b', 'two')
      else if (text === '3') git(root, 'checkout', '-q', 'one')
      writeFileSync(join(root, 'a'), text)
      git(root, 'add', '-A')
      git(root, 'commit', '-q', '-m', text)
    }
    expect(() => git(root, 'merge', 'two')).toThrow()
    expect(await files(root)).toEqual(['a'])
  })

  test('is told without running what the repository names', async () => {
    const root = folderOf({ a: '1' })
    git(root, 'init', '-q')
    git(root, 'add', 'a')
    const ran = join(root, 'ran')
    const hook = join(root, 'hook')
    writeFileSync(hook, `#!/bin/sh\ntouch ${ran}\n`, { mode: 0o755 })
    for (const key of ['core.fsmonitor', 'core.pager', 'core.editor', 'core.sshCommand']) git(root, 'config', key, hook)
    // What it ran would be there at the second look.
    for (const _ of [1, 2]) expect(await files(root)).toEqual(['a', 'hook'])
  })
})

describe('names that are no UTF-8', () => {
  const raw = (...bytes: (number | string)[]): Buffer =>
    Buffer.concat(bytes.map((one) => (typeof one === 'string' ? Buffer.from(one) : Buffer.of(one))))

  test.each([
    ['a byte that is none', raw('a', 0xff, '.sh'), 'a\ufffd.sh'],
    ['half a letter', raw(0xe2, 0x82, '.sh'), '\ufffd\ufffd.sh'],
    ['a letter that is too long', raw(0xc0, 0xaf, 'é'), '\ufffd\ufffdé'],
    ['half a pair', raw(0xed, 0xb0, 0x80), '\ufffd\ufffd\ufffd'],
    ['a letter after one', raw(0xfe, '😀', 0xf0), '\ufffd😀\ufffd'],
    ['the letter that stands for them', raw('\ufffd'), '\ufffd'],
  ])('%s are read back as they were, and printed as Go prints them', (_, bytes, printed) => {
    const name = namesFrom(bytes)
    expect(bytesOfNames(name)).toEqual(bytes)
    expect(name.toWellFormed()).toBe(printed)
  })

  test('are looked at, in everything and in what belongs to a project', async () => {
    const root = folderOf({ plain: '1' })
    mkdirSync(raw(root, '/d', 0xfe))
    writeFileSync(raw(root, '/d', 0xfe, '/x', 0xff), 'text')
    symlinkSync(raw('d', 0xfe, '/x', 0xff), raw(root, '/l', 0xff))
    const path = namesFrom(raw('d', 0xfe, '/x', 0xff))
    const tree = await openTree(root, pause)
    expect(tree.paths).toEqual([path, namesFrom(raw('l', 0xff)), 'plain'])
    for (const one of tree.paths.slice(0, 2)) expect(Buffer.from(tree.read(one, 9)).toString()).toBe('text')

    execFileSync('git', ['init', '-q'], { cwd: root })
    const found = await createGit({ env: process.env }).files(root, signal)
    if (typeof found === 'string') throw new Error(found)
    const held = await treeOf(root, found.paths, pause)
    expect(held.paths).toEqual([path, 'plain'])
    expect(held.stamp(path)).not.toBe('')
  })
})

test('a folder that goes while it is read has nothing in it', async () => {
  const root = folderOf({ 'a/x': '1', 'b/x': '1', 'c/x': '1' })
  let turns = 0
  const tree = await openTree(root, async () => {
    if (++turns === 2) rmSync(join(root, 'b'), { recursive: true })
  })
  expect(tree.paths).toEqual(['a/x', 'c/x'])
})
