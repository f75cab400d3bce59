import { capital, counted } from '../../contract/counted.ts'
import type { CheckDetail, ProbeFinding } from '../../contract/model/check.ts'
import { FILE_TYPE } from '../../contract/model/file-type.ts'
import type { ShellScript } from '../facts/contents.ts'
import type { DockerfileFile } from '../facts/dockerfiles.ts'
import { Unknown } from '../facts/fact.ts'
import { readable } from '../facts/workflows.ts'
import type { Dependency, Unread } from '../formats/dependencies.ts'
import { imagesIn, NOTHING_TO_RUN, runsIn } from '../formats/docker-images.ts'
import { withProjects } from '../formats/nuget-pins.ts'
import { type Collected, scanShell } from '../formats/shell-scan.ts'
import { actionsIn, isGithubs, scriptsIn } from '../formats/workflow-dependencies.ts'
import { madeOnce } from '../made-once.ts'
import { unreadWords } from '../unread-words.ts'
import { CANNOT_TELL, check, MAX, normalized, weighted } from './check.ts'
import { info, told, warn } from './details.ts'

const PROBE = 'pinsDependencies'
const NONE = 'no dependencies found'
const NOTHING_USED = {
  why: 'No build was found that uses or installs anything.',
  helps: 'Nothing needs to be done: it costs nothing.',
}

/** By what it is that moves. */
const FIXES: Readonly<Record<string, string>> = { GitHubAction: 'pin-action', containerImage: 'pin-image' }
const fixOf = ({ values }: ProbeFinding): string | undefined => FIXES[values?.dependencyType ?? '']

/** Where both are used, GitHub's own actions weigh less than those of others. */
const WEIGHTS = { githubs: 2, others: 8, alone: 10 } as const

export const pinnedDependencies = check({
  id: 'pinned-dependencies',
  scorecard: 'Pinned-Dependencies',
  risk: 'medium',
  title: 'The build uses what it says, byte for byte',
  why: 'A tag or a version can be moved to other code, and then the build runs it. A hash cannot be moved.',
  short: 'Determines if the project has declared and pinned the dependencies of its build process.',
  tags: ['supply-chain', 'security', 'dependencies'],
  page: {
    looksAt:
      'What workflows use, what Dockerfiles build on, and what scripts, Dockerfiles and workflows install, or download and run.',
    scored:
      'The share of what is held fast by a hash. Actions of GitHub weigh 2 and those of others 8 where both are used; every other thing weighs 10.',
    unseen:
      'Scripts that cannot be read, PowerShell, files of one\u2019s own actions, and package managers besides npm, pip, Go, NuGet and Chocolatey. Checksums that a script checks by itself do not count.',
    fix: 'Name actions by the commit and images by the digest, with the version in a comment; install by a lock file (`npm ci`, `pip install --require-hashes`).',
  },
  probes: {
    [PROBE]: {
      bad: 'False',
      effort: 'none',
      fix: fixOf,
      help: 'Name it by a hash: an action by its commit, an image by its digest, a package by a lock file.',
    },
  },
  weak: (found) =>
    `${capital(counted(found.length, 'thing that the build uses is', 'things that the build uses are'))} named by a version that can move.`,
  needs: ['workflows', 'dockerfiles', 'contents', 'dotnetProjects'],
  run({ workflows, dockerfiles, contents, dotnetProjects }) {
    const files = readable(workflows.filter(({ hasCommands }) => hasCommands))
    // The folder's name in any case is enough for scripts, and not for actions.
    const actions = files.filter(({ path }) => path.startsWith('.github/workflows/')).flatMap(actionsIn)
    const base = dockerfiles.filter(({ isTemplate }) => !isTemplate).flatMap(images)
    const scripts = contents.scripts.map(inScript)
    // One at which Scorecard fails: it looks at no other behind it, and goes on with the rest.
    const last = scripts.findIndex(({ isLast }) => isLast)
    const read = last < 0 ? scripts : scripts.slice(0, last + 1)
    const collected = [...dockerfiles.map(inRuns), ...read, ...files.map(inSteps)]
    const unread = collected.flatMap((one) => one.unread)
    const failures = collected.flatMap((one) => one.failures)
    const used = [...actions, ...base, ...collected.flatMap((one) => one.dependencies)]
    const isLoose = used.some(({ kind, isPinned }) => kind === 'nugetCommand' && !isPinned)
    const dependencies = isLoose ? withProjects(used, dotnetProjects) : used
    const unseen = unseenIn(unread, last < 0 ? [] : contents.scripts.slice(last))
    const cannotTell = unseen === '' ? NOTHING_USED : { why: unseen, helps: 'Write it in a way that Bash reads.' }
    if (dependencies.length + unread.length + failures.length === 0) {
      const none: ProbeFinding = { probe: PROBE, outcome: 'NotApplicable', message: NONE }
      return { score: CANNOT_TELL, reason: NONE, probes: [none], details: [], cannotTell }
    }
    const probes = [...unread.map(unreadFinding), ...dependencies.map(findingOf), ...failures.map(failureFinding)]
    const details = [
      // Projects are looked at only where they could make a difference.
      ...(isLoose ? dotnetProjects.malformed.map((text) => warn(text)) : []),
      ...unread.map((one) => told('info', unreadFinding(one))),
      ...dependencies.filter(({ isPinned }) => !isPinned).map((one) => told('warn', findingOf(one))),
      ...failures.map((one) => told('debug', failureFinding(one))),
    ]
    if (dependencies.length === 0) return { score: CANNOT_TELL, reason: NONE, probes, details, cannotTell }
    const counts = countsOf(dependencies)
    const score = weighted(counts)
    return {
      score,
      reason:
        score === MAX ? 'all dependencies are pinned' : normalized('dependency not pinned by hash detected', score),
      probes,
      details: [...details, ...counts.map(countLine)],
      ...(unseen === '' ? {} : { unseen }),
    }
  },
})

/** Scorecard says nothing of scripts behind one at which it fails, and little of those that it cannot read. */
function unseenIn(unread: readonly Unread[], [first, ...behind]: readonly ShellScript[]): string {
  const failed = first ? unreadWords('Scorecard fails at a script', [first.path]) : []
  const passed = unreadWords(
    'The scripts behind it are not looked into',
    behind.map(({ path }) => path),
  )
  const broken = unreadWords(
    'Not looked into, since it cannot be read',
    unread.map(({ at }) => at.path),
  )
  return [...failed, ...passed, ...broken].join(' ')
}

function images({ path, parsed }: DockerfileFile): Dependency[] {
  const found = 'error' in parsed ? undefined : imagesIn(parsed.instructions, path)
  if (found) return found
  throw invalid(path, 'error' in parsed ? parsed.error : undefined)
}

/** Scripts are the most work of all, and few of them change. */
const inRuns = madeOnce(({ path, parsed }: DockerfileFile): Collected => {
  const found = nothing()
  if ('error' in parsed) throw invalid(path, parsed.error)
  const failure = runsIn(parsed.instructions, path, found)
  if (failure === NOTHING_TO_RUN) throw invalid(path, undefined)
  if (failure !== undefined) throw unreadable(path, failure)
  return found
})

const inScript = madeOnce(({ path, text }: ShellScript): Collected & { readonly isLast: boolean } => {
  const found = nothing()
  if (text !== undefined) {
    const failure = scanShell({ path, text, line: 0, end: 0 }, new Set(), found)
    return { ...found, isLast: failure !== undefined }
  }
  found.unread.push({ text: 'error parsing shell code: too large', at: { path, type: FILE_TYPE.source, line: 0 } })
  return { ...found, isLast: false }
})

const inSteps = madeOnce((file: ReturnType<typeof readable>[number]): Collected => {
  const found = nothing()
  scriptsIn(file, found)
  return found
})

const nothing = (): Collected => ({ dependencies: [], unread: [], failures: [] })

const unreadable = (path: string, failure: string): Unknown =>
  new Unknown(`internal error: ${failure}`, {
    why: `A command of ${path} cannot be judged: ${failure}.`,
    helps:
      'Write it in another way. Scorecard gives up on all dependencies when it fails at one command of a Dockerfile.',
  })

const invalid = (path: string, error: string | undefined): Unknown =>
  new Unknown(`internal error: internal error: invalid Dockerfile${error === undefined ? '' : `: ${error}`}`, {
    why: `${path} is no Dockerfile that can be read${error === undefined ? '' : `: ${error}`}.`,
    helps: 'Mend it, or give it another name. Scorecard gives up on all dependencies when one of them cannot be read.',
  })

const whatOf = ({ kind, name = '' }: Dependency): string =>
  kind === 'GitHubAction' ? `${isGithubs(name) ? 'GitHub-owned' : 'third-party'} ${kind}` : kind

const findingOf = (one: Dependency): ProbeFinding => ({
  probe: PROBE,
  outcome: one.isPinned ? 'True' : 'False',
  message: one.isPinned ? '' : `${whatOf(one)} not pinned by hash`,
  at: one.at,
  ...(one.remedy === undefined ? {} : { remedy: one.remedy }),
  values: { dependencyType: one.kind },
})

const unreadFinding = ({ text, at }: Unread): ProbeFinding => ({
  probe: PROBE,
  outcome: 'Error',
  message: `Possibly incomplete results: ${text}`,
  at,
})

const failureFinding = (message: string): ProbeFinding => ({ probe: PROBE, outcome: 'NotSupported', message })

interface Count {
  readonly what: string
  readonly success: number
  readonly total: number
  readonly weight: number
}

/** Actions first, by whose they are; the others in the order in which they were found. */
function countsOf(dependencies: readonly Dependency[]): Count[] {
  const groups = new Map<string, Dependency[]>()
  for (const one of dependencies) {
    const group = groups.get(whatOf(one))
    if (group) group.push(one)
    else groups.set(whatOf(one), [one])
  }
  const actions = ['GitHub-owned GitHubAction', 'third-party GitHubAction'].filter((what) => groups.has(what))
  const others = [...groups.keys()].filter((what) => !actions.includes(what))
  const weightOf = (what: string): number =>
    actions.length < 2 || !actions.includes(what)
      ? WEIGHTS.alone
      : what.startsWith('GitHub')
        ? WEIGHTS.githubs
        : WEIGHTS.others
  return [...actions, ...others].map((what) => {
    const group = groups.get(what) ?? []
    return {
      what,
      success: group.filter(({ isPinned }) => isPinned).length,
      total: group.length,
      weight: weightOf(what),
    }
  })
}

const countLine = ({ what, success, total }: Count): CheckDetail =>
  info(`${String(success).padStart(3)} out of ${String(total).padStart(3)} ${what} dependencies pinned`)
