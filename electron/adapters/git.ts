/** Asks git what a working tree is a copy of. The tree may be a stranger's: nothing that its configuration names runs. */
import { type ExecFileException, execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, dirname, isAbsolute, join } from 'node:path'
import { fault } from '../contract/faults.ts'
import { repositoryUrl } from '../core/attestations/repository-url.ts'
import { displayName } from '../core/display-name.ts'
import type { BelongingFiles, Git, NoSource, SourceAnswer, SourceFacts } from '../core/ports.ts'

const TIMEOUT_MS = 30_000
/** A list of a million files. */
const MAX_BYTES = 1 << 27

/**
 * Before each command. One of the commands below reads the index, which would ask a monitor of files; none runs a hook or
 * opens a pager, and should one of them come to, these hold. `safe.directory` stays with the person.
 */
const GUARDS = [
  '--no-pager',
  '--no-optional-locks',
  ...['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'credential.helper='].flatMap((key) => ['-c', key]),
]

/** Variables of git decide what it reads and runs, so none is passed on but these. */
function environment(inherited: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(inherited).filter(([name]) => !/^(GIT_|SSH_ASKPASS)/i.test(name))
  return {
    ...Object.fromEntries(kept),
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  }
}

interface Said {
  readonly out: string
  readonly error: string
  /** Its exit code; undefined when it did not end by itself. */
  readonly code: number | undefined
}

type Ask = (args: readonly string[], input?: string) => Promise<Said>

class NoAnswer extends Error {
  readonly why: NoSource
  constructor(why: NoSource) {
    super(why)
    this.why = why
  }
}

/** `env` is that of the process. */
export function createGit({ env }: { env: NodeJS.ProcessEnv }): Git {
  async function asking<T>(folder: string, signal: AbortSignal, work: (ask: Ask) => Promise<T>): Promise<T | NoSource> {
    if (signal.aborted) throw fault('cancelled')
    const program = await findProgram(env)
    if (!program) return 'no-git'
    try {
      return await work((args, input) => run(program, [...GUARDS, '-C', folder, ...args], { env, signal, input }))
    } catch (error) {
      if (error instanceof NoAnswer) return error.why
      throw error
    }
  }
  return {
    async source(folder, signal): Promise<SourceAnswer> {
      const source = await asking(folder, signal, factsOf)
      return typeof source === 'string' ? { source: undefined, why: source } : { source }
    },
    files: (folder, signal) => asking(folder, signal, filesOf),
  }
}

/** Where git looks no further it only warns: what is in there would be passed over in silence. */
const CLOSED = /could not open directory '(.*?)\/?'/

async function filesOf(ask: Ask): Promise<BelongingFiles> {
  await checkRepository(ask)
  const inside = await ask(['rev-parse', '--is-inside-work-tree'])
  if (inside.out.trim() !== 'true') throw new NoAnswer('no-repository')
  const listing = ['ls-files', '-z', '-t', '--cached', '--others', '--exclude-standard']
  const { out, code, error } = await ask(listing)
  if (code !== 0) throw new NoAnswer('no-answer')
  const [, closed] = CLOSED.exec(error) ?? []
  if (closed !== undefined) throw fault('files.unreadable', { name: displayName(closed) })
  // A repository within the repository ends in a slash.
  const rows = out.split('\0').filter((row) => row !== '' && !row.endsWith('/'))
  // A file that two branches changed stands there for each of them.
  const here = [...new Set(rows.filter((row) => !row.startsWith('S ')).map((row) => row.slice(2)))]
  const left = await leftOut(here, ask)
  const paths = here.filter((path) => !left.has(path) && !foldersAbove(path).some((folder) => left.has(folder)))
  return { paths, absent: rows.filter((row) => row.startsWith('S ')).length }
}

/** What an archive would leave out (`export-ignore` of gitattributes(5)): files, and folders with all that is in them. */
async function leftOut(paths: readonly string[], ask: Ask): Promise<ReadonlySet<string>> {
  if (!paths.some((path) => /(?:^|\/)\.gitattributes$/.test(path))) return new Set()
  const names = new Set(paths.flatMap((path) => [path, ...foldersAbove(path)]))
  const { out, code } = await ask(['check-attr', '-z', '--stdin', 'export-ignore'], [...names].join('\0'))
  if (code !== 0) throw new NoAnswer('no-answer')
  const words = out.split('\0')
  const found = new Set<string>()
  for (let i = 0; i + 2 < words.length; i += 3) if (words[i + 2] === 'set') found.add(words[i] ?? '')
  return found
}

function foldersAbove(path: string): string[] {
  const folders: string[] = []
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) folders.push(path.slice(0, end))
  return folders
}

async function factsOf(ask: Ask): Promise<SourceFacts> {
  await checkRepository(ask)
  const head = await ask(['rev-parse', '--verify', '--quiet', '--end-of-options', 'HEAD'])
  const commit = head.out.trim()
  if (!/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)) throw new NoAnswer('no-commit')
  const repository = remoteOf(await ask(['config', '-z', '--get-regexp', '^remote\\..*\\.url$']))
  const ref = (await tagOf(ask)) ?? (await branchOf(ask))
  return { commit, ...(repository !== undefined && { repository }), ...(ref !== undefined && { ref }) }
}

async function checkRepository(ask: Ask): Promise<void> {
  const { code, error } = await ask(['rev-parse', '--git-dir'])
  if (code === 0) return
  if (code === undefined) throw new NoAnswer('no-answer')
  throw new NoAnswer(/dubious ownership|unsafe repository/.test(error) ? 'not-trusted' : 'no-repository')
}

/** Of `origin`, or of the only remote. Each entry is `remote.NAME.url`, a line feed, and the address. */
function remoteOf({ out }: Said): string | undefined {
  const remotes = new Map<string, string>()
  for (const entry of out.split('\0')) {
    const [, name, url] = /^remote\.(.*)\.url\n(.*)$/s.exec(entry) ?? []
    if (name !== undefined && url !== undefined && !remotes.has(name)) remotes.set(name, url)
  }
  const url = remotes.get('origin') ?? (remotes.size === 1 ? [...remotes.values()][0] : undefined)
  return url === undefined ? undefined : repositoryUrl(url)
}

/** Two tags of one commit: nobody can say which of them was meant. */
async function tagOf(ask: Ask): Promise<string | undefined> {
  const { out, code } = await ask([
    'for-each-ref',
    '--count=2',
    '--points-at=HEAD',
    '--format=%(refname)',
    'refs/tags/',
  ])
  const [tag, ...more] = out.split('\n').filter((line) => line !== '')
  return code === 0 && more.length === 0 ? tag : undefined
}

async function branchOf(ask: Ask): Promise<string | undefined> {
  const { out, code } = await ask(['symbolic-ref', '--quiet', 'HEAD'])
  return code === 0 && out.startsWith('refs/') ? out.trim() : undefined
}

/** The first git of the search path. Relative entries would find a program in the folder that is looked at. */
async function findProgram(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const name = process.platform === 'win32' ? 'git.exe' : 'git'
  const path = Object.entries(env).find(([key]) => key.toUpperCase() === 'PATH')?.[1] ?? ''
  for (const folder of path.split(delimiter).filter(isAbsolute)) {
    const program = join(folder, name)
    try {
      await access(program, constants.X_OK)
      return program
    } catch {
      // Not here.
    }
  }
  return undefined
}

interface RunOptions {
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
  readonly input?: string | undefined
}

/** Runs from its own folder: nothing is looked for in the folder that is asked about. */
function run(program: string, args: readonly string[], { env, signal, input = '' }: RunOptions): Promise<Said> {
  const options = {
    cwd: dirname(program),
    env: environment(env),
    encoding: 'utf8',
    maxBuffer: MAX_BYTES,
    timeout: TIMEOUT_MS,
    signal,
    windowsHide: true,
  } as const
  return new Promise((done, fail) => {
    const child = execFile(program, args, options, (error: ExecFileException | null, out, errorText) => {
      if (signal.aborted) fail(fault('cancelled'))
      else done({ out, error: errorText, code: error ? numberOf(error.code) : 0 })
    })
    // Who ends before it has read all of it says why by its exit code.
    child.stdin?.on('error', () => {}).end(input)
  })
}

const numberOf = (code: unknown): number | undefined => (typeof code === 'number' ? code : undefined)
