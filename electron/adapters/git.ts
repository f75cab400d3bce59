/** Asks git what a working tree is a copy of, what belongs to it, and what changed. */
import { fault } from '../contract/faults.ts'
import { repositoryUrl } from '../core/attestations/repository-url.ts'
import { displayName } from '../core/display-name.ts'
import type { BelongingFiles, Git, SourceAnswer, SourceFacts } from '../core/ports.ts'
import { type Ask, askingGit, NoAnswer, type Said } from './ask-git.ts'
import { changesOf } from './git-changes.ts'

/** `env` is that of the process. */
export function createGit({ env }: { env: NodeJS.ProcessEnv }): Git {
  const asking = askingGit(env)
  return {
    async source(folder, signal): Promise<SourceAnswer> {
      const source = await asking(folder, signal, factsOf)
      return typeof source === 'string' ? { source: undefined, why: source } : { source }
    },
    files: (folder, signal) => asking(folder, signal, filesOf),
    async changes(folder, { commit, paths }, signal) {
      const changes = await asking(folder, signal, async (ask) => {
        await checkRepository(ask)
        return changesOf(ask, folder, commit, paths)
      })
      return typeof changes === 'string' ? undefined : changes
    },
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
