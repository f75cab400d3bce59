/** Real repositories, made by the real git. */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createGit } from '../../electron/adapters/git.ts'

let base: string
let tree: string

/** The person's own settings: none. */
const env = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
  HOME: join(base, 'home'),
  XDG_CONFIG_HOME: join(base, 'home'),
  GIT_CONFIG_NOSYSTEM: '1',
  ...more,
})

const ask = (folder = tree, more: NodeJS.ProcessEnv = {}) =>
  createGit({ env: env(more) }).source(folder, new AbortController().signal)

const git = (...args: string[]): string =>
  execFileSync('git', ['-C', tree, ...args], { env: env(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()

function commit(name: string): string {
  writeFileSync(join(tree, name), name)
  git('add', name)
  git('-c', 'user.name=Ada', '-c', 'user.email=ada@example.test', 'commit', '-qm', name)
  return git('rev-parse', 'HEAD')
}

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'countermark-git-'))
  tree = join(base, 'tree')
  mkdirSync(join(base, 'home'))
  mkdirSync(tree)
  git('init', '-q', '-b', 'main')
})

afterEach(() => rmSync(base, { recursive: true, force: true }))

describe('git', () => {
  it('tells repository, commit and branch, from a folder inside', async () => {
    const head = commit('a')
    git('remote', 'add', 'origin', 'https://ada:secret@git.example.test/owner/name')
    mkdirSync(join(tree, 'dist'))
    const answer = await ask(join(tree, 'dist'))
    expect(answer).toEqual({
      source: { repository: 'https://git.example.test/owner/name', commit: head, ref: 'refs/heads/main' },
    })
  })

  it('tells the tag of the commit, light or annotated, but not one of two', async () => {
    commit('a')
    git('tag', 'v1')
    const head = commit('b')
    expect(await ask()).toEqual({ source: { commit: head, ref: 'refs/heads/main' } })
    git('-c', 'user.name=Ada', '-c', 'user.email=ada@example.test', 'tag', '-am', 'two', 'v2')
    expect(await ask()).toEqual({ source: { commit: head, ref: 'refs/tags/v2' } })
    git('tag', 'also-v2')
    expect(await ask()).toEqual({ source: { commit: head, ref: 'refs/heads/main' } })
  })

  it('tells no branch where none is checked out', async () => {
    const head = commit('a')
    git('checkout', '-q', '--detach')
    expect(await ask()).toEqual({ source: { commit: head } })
  })

  it('takes the only remote for the repository, and of several only origin', async () => {
    const head = commit('a')
    git('remote', 'add', 'up.stream', 'git@github.com:owner/name.git')
    const ref = 'refs/heads/main'
    expect(await ask()).toEqual({ source: { repository: 'https://github.com/owner/name', commit: head, ref } })
    git('remote', 'add', 'fork', 'git@github.com:ada/name.git')
    expect(await ask()).toEqual({ source: { commit: head, ref } })
    git('remote', 'add', 'origin', join(base, 'elsewhere'))
    expect(await ask()).toEqual({ source: { commit: head, ref } })
  })

  it('reads a work tree that stands beside its repository, and names with every character', async () => {
    const head = commit('a')
    const beside = join(base, '-C "ü$(x) \u202e')
    git('worktree', 'add', '-q', '-b', 'grün', beside)
    expect(await ask(beside)).toEqual({ source: { commit: head, ref: 'refs/heads/grün' } })
  })

  it('cannot tell without a commit, without a repository and without git', async () => {
    expect(await ask()).toEqual({ source: undefined, why: 'no-commit' })
    expect(await ask(join(base, 'home'))).toEqual({ source: undefined, why: 'no-repository' })
    expect(await ask(join(base, 'gone'))).toEqual({ source: undefined, why: 'no-repository' })
    expect(await ask(tree, { PATH: join(base, 'home') })).toEqual({ source: undefined, why: 'no-git' })
  })

  it('asks no program of the folder itself, though the search path names it', async () => {
    const marker = join(base, 'ran')
    writeFileSync(join(tree, 'git'), `#!/bin/sh\ntouch '${marker}'\n`)
    chmodSync(join(tree, 'git'), 0o755)
    const before = process.cwd()
    process.chdir(tree)
    try {
      expect(await ask(tree, { PATH: '.' })).toEqual({ source: undefined, why: 'no-git' })
    } finally {
      process.chdir(before)
    }
    expect(existsSync(marker)).toBe(false)
  })

  it('is told by no variable where to look', async () => {
    const head = commit('a')
    const elsewhere = {
      GIT_DIR: join(base, 'home'),
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'remote.origin.url',
      GIT_CONFIG_VALUE_0: 'https://a.test/b',
    }
    expect(await ask(tree, elsewhere)).toEqual({ source: { commit: head, ref: 'refs/heads/main' } })
  })

  it('does not read the repository of another user, until the person says that it may', async () => {
    const head = commit('a')
    // Git's own way to stand in for another owner in its tests.
    const program = join(base, 'bin')
    mkdirSync(program)
    const PATH = `${program}:${process.env.PATH}`
    const script = `#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 PATH='${process.env.PATH}' exec git "$@"\n`
    writeFileSync(join(program, 'git'), script, { mode: 0o755 })
    expect(await ask(tree, { PATH })).toEqual({ source: undefined, why: 'not-trusted' })
    writeFileSync(join(base, 'home/.gitconfig'), `[safe]\n\tdirectory = ${tree}\n`)
    expect(await ask(tree, { PATH })).toEqual({ source: { commit: head, ref: 'refs/heads/main' } })
  })

  it('ends when it is cancelled', async () => {
    const program = join(base, 'bin')
    mkdirSync(program)
    writeFileSync(join(program, 'git'), `#!/bin/sh\nmkdir '${base}/asked'\nexec cat '${base}/pipe'\n`)
    chmodSync(join(program, 'git'), 0o755)
    execFileSync('mkfifo', [join(base, 'pipe')])
    const stop = new AbortController()
    const answer = createGit({ env: env({ PATH: `${program}:${process.env.PATH}` }) }).source(tree, stop.signal)
    const ended = expect(answer).rejects.toMatchObject({ code: 'cancelled' })
    await expect.poll(() => existsSync(join(base, 'asked'))).toBe(true)
    stop.abort()
    await ended
    await expect(createGit({ env: env() }).source(tree, stop.signal)).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('git in the tree of a stranger', () => {
  it('runs nothing, whatever the configuration names', async () => {
    const head = commit('a')
    git('-c', 'user.name=Ada', '-c', 'user.email=ada@example.test', 'tag', '-am', 'one', 'v1')
    const marks = join(base, 'marks')
    mkdirSync(marks)
    const script = join(base, 'script')
    writeFileSync(script, `#!/bin/sh\ntouch "${marks}/script-$1-$$"\n`)
    chmodSync(script, 0o755)
    const mark = (name: string) => `touch '${join(marks, name)}'; true`
    const hooks = join(tree, '.git/hooks')
    mkdirSync(hooks, { recursive: true })
    for (const hook of [
      'post-index-change',
      'reference-transaction',
      'pre-auto-gc',
      'fsmonitor-watchman',
      'query-watchman',
    ]) {
      writeFileSync(join(hooks, hook), `#!/bin/sh\n${mark(hook)}\n`)
      chmodSync(join(hooks, hook), 0o755)
    }
    writeFileSync(join(base, 'included'), `[core]\n\tfsmonitor = "${mark('included')}"\n`)
    const keys = {
      'core.fsmonitor': mark('fsmonitor'),
      'core.sshCommand': mark('ssh'),
      'core.hooksPath': hooks,
      'core.pager': mark('pager'),
      'core.editor': mark('editor'),
      'core.askPass': script,
      'core.gitProxy': script,
      'core.alternateRefsCommand': mark('alternate'),
      'core.logAllRefUpdates': 'always',
      'alias.rev-parse': `!${mark('alias-rev-parse')}`,
      'alias.config': `!${mark('alias-config')}`,
      'alias.symbolic-ref': `!${mark('alias-symbolic-ref')}`,
      'alias.for-each-ref': `!${mark('alias-for-each-ref')}`,
      'include.path': join(base, 'included'),
      'includeIf.gitdir:/.path': join(base, 'included'),
      'gpg.program': script,
      'gpg.ssh.program': script,
      'log.showSignature': 'true',
      'tag.gpgSign': 'true',
      'diff.external': script,
      'diff.evil.command': script,
      'diff.evil.textconv': script,
      'filter.evil.clean': mark('clean'),
      'filter.evil.smudge': mark('smudge'),
      'filter.evil.process': mark('process'),
      'merge.evil.driver': mark('merge'),
      'pager.rev-parse': mark('pager-rev-parse'),
      'pager.config': mark('pager-config'),
      'pager.for-each-ref': mark('pager-for-each-ref'),
      'credential.helper': `!${mark('credential')}`,
      'trace2.eventTarget': join(marks, 'trace'),
      'uploadpack.packObjectsHook': script,
      'protocol.allow': 'always',
      'protocol.ext.allow': 'always',
      'extensions.partialClone': 'origin',
      'core.repositoryFormatVersion': '1',
      'remote.origin.promisor': 'true',
      'remote.origin.uploadpack': mark('uploadpack'),
      'remote.origin.receivepack': mark('receivepack'),
      'url.ext::sh.insteadOf': 'https://git.example.test/',
    }
    const remote = `ext::sh -c touch% ${marks}/ext`
    for (const [key, value] of Object.entries({ 'remote.origin.url': remote, ...keys }))
      git('config', '--local', key, value)
    appendFileSync(join(tree, '.git/info/attributes'), '* filter=evil diff=evil merge=evil\n')
    writeFileSync(join(tree, '.gitattributes'), '* filter=evil diff=evil merge=evil\n')
    rmSync(marks, { recursive: true })
    mkdirSync(marks)

    expect(await ask()).toEqual({ source: { commit: head, ref: 'refs/tags/v1' } })
    expect(readdirSync(marks)).toEqual([])

    // Without its objects git would ask the promisor for them.
    rmSync(join(tree, '.git/objects'), { recursive: true })
    mkdirSync(join(tree, '.git/objects'))
    expect(await ask()).toMatchObject({ source: { commit: head } })
    expect(readdirSync(marks)).toEqual([])

    // The traps are armed: without the guards, git does run what is named.
    for (const command of [['cat-file', '-e', head], ['status']]) {
      spawnSync('git', ['-C', tree, ...command], { env: env(), stdio: 'ignore' })
    }
    expect(readdirSync(marks)).toEqual(expect.arrayContaining(['ext', 'included']))
  })
})
