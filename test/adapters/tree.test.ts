import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createGit } from '../../electron/adapters/git.ts'
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

  test('is a fault where there is no folder', async () => {
    await expect(openTree('/nowhere/at/all', pause)).rejects.toMatchObject({ code: 'files.not-found' })
  })
})

describe('what belongs to a project', () => {
  const git = (folder: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: folder })
  const files = (folder: string) => createGit({ env: process.env }).files(folder, signal)

  test('is what git tracks, and what is new and not ignored', async () => {
    const root = folderOf({ '.gitignore': 'out\n', a: '1', 'sub dir/ü': '2', 'out/x': '3', gone: '4', empty: '' })
    git(root, 'init', '-q')
    git(root, 'add', 'a', 'gone')
    rmSync(join(root, 'gone'))
    symlinkSync('a', join(root, 'link'))
    const found = await files(root)
    expect([...found].sort()).toEqual(['.gitignore', 'a', 'empty', 'gone', 'link', 'sub dir/ü'])
    expect((await treeOf(root, found as string[], pause)).paths).toEqual(['.gitignore', 'a', 'sub dir/ü'])
    expect(await files(join(root, 'sub dir'))).toEqual(['ü'])
  })

  test('is not known outside of a repository', async () => {
    expect(await files(folderOf({ a: '' }))).toBe('no-repository')
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
    for (const _ of [1, 2]) expect([...(await files(root))].sort()).toEqual(['a', 'hook'])
  })
})
