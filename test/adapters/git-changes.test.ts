/** What changed since a commit, in real repositories made by the real git. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createGit } from '../../electron/adapters/git.ts'

let base: string
let tree: string

const env = () => ({ PATH: process.env.PATH ?? '', HOME: base, GIT_CONFIG_NOSYSTEM: '1' })
const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.test', '-C', tree, ...args], {
    env: env(),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim()

function write(path: string, content: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true })
  writeFileSync(join(tree, path), content)
}

/** Everything as it is, and its name. */
function commit(): string {
  git('add', '-A')
  git('commit', '-q', '--allow-empty', '-m', 'all of it')
  return git('rev-parse', 'HEAD')
}

async function changed(since: string, paths: readonly string[], folder = tree) {
  const changes = await createGit({ env: env() }).changes(
    folder,
    { commit: since, paths },
    new AbortController().signal,
  )
  return changes && { ...Object.fromEntries(changes.changed), isHead: changes.isHead }
}

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'countermark-changes-'))
  tree = join(base, 'tree')
  mkdirSync(tree)
  git('init', '-q', '-b', 'main')
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

describe('since a commit', () => {
  it('a file is as it was, changed, new or gone, and nobody else’s word is a file', async () => {
    for (const name of ['same', 'changed', 'gone']) write(name, name)
    const then = commit()
    write('changed', 'otherwise')
    write('new', 'new')
    rmSync(join(tree, 'gone'))
    expect(await changed(then, ['same', 'changed', 'new', 'gone', 'never', '../outside', ''])).toEqual({
      changed: 'uncommitted',
      new: 'uncommitted',
      gone: 'uncommitted',
      isHead: true,
    })
  })

  it('what is committed is not pushed yet, or came after it', async () => {
    write('a', '1')
    write('b', '1')
    const then = commit()
    write('a', '2')
    const pushed = commit()
    git('update-ref', 'refs/remotes/origin/main', pushed)
    git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main')
    write('b', '2')
    commit()
    expect(await changed(then, ['a', 'b'])).toEqual({ a: 'since', b: 'unpushed', isHead: false })
    write('a', '3')
    expect(await changed(then, ['a'])).toMatchObject({ a: 'uncommitted' })
    write('a', '1')
    expect(await changed(then, ['a'])).toEqual({ isHead: false })
  })

  it('ends of lines count as git counts them, and links by where they lead', async () => {
    write('.gitattributes', '* text=auto\n')
    write('text', 'one\ntwo\n')
    symlinkSync('text', join(tree, 'link'))
    const then = commit()
    write('text', 'one\r\ntwo\r\n')
    expect(await changed(then, ['text', 'link'])).toEqual({ isHead: true })
    rmSync(join(tree, 'link'))
    symlinkSync('elsewhere', join(tree, 'link'))
    expect(await changed(then, ['link'])).toMatchObject({ link: 'uncommitted' })
  })

  it('a folder inside is asked about by its own paths', async () => {
    write('packages/one/a', '1')
    write('a', '1')
    const then = commit()
    write('packages/one/a', '2')
    expect(await changed(then, ['a'], join(tree, 'packages', 'one'))).toMatchObject({ a: 'uncommitted' })
    expect(await changed(then, ['a'])).toEqual({ isHead: true })
  })

  it('that is not here, nothing is known', async () => {
    commit()
    expect(await changed('b'.repeat(40), ['a'])).toBeUndefined()
    expect(await changed('b'.repeat(40), ['a'], base)).toBeUndefined()
  })
})
