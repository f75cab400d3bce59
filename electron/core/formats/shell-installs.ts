/** Commands of package managers, and whether they hold fast what they install (Scorecard's `shell_download_validate.go`). */
import { folded } from './path-names.ts'
import { isProgram, isPython } from './shell-programs.ts'

export type InstallKind = 'goCommand' | 'pipCommand' | 'npmCommand' | 'chocoCommand' | 'nugetCommand'

export interface Install {
  readonly kind: InstallKind
  readonly isPinned: boolean
}

/** The first kind that knows the command; undefined for what installs nothing. */
export function installOf(words: readonly string[]): Install | undefined {
  for (const [kind, isPinned] of KINDS) {
    const found = isPinned(words)
    if (found !== undefined) return { kind, isPinned: found }
  }
  return undefined
}

/** Whether it is pinned; undefined for what is no command of that kind. */
type Judge = (words: readonly string[]) => boolean | undefined

const is = (word: string | undefined, ...names: readonly string[]): boolean =>
  word !== undefined && names.includes(folded(word))

const GO_FLAGS: ReadonlySet<string> = new Set(['-d', '-f', '-t', '-u', '-v', '-fix', '-insecure'])
const COMMIT = /^[A-Fa-f0-9]{40}$/

const go: Judge = (words) => {
  if (words.length <= 2 || !isProgram(words[0], 'go') || !['get', 'install'].includes(words[1] ?? '')) return undefined
  let isInsecure = false
  for (let i = 1; i < words.length - 1; i++) {
    while (i < words.length - 1 && GO_FLAGS.has(words[i + 1] ?? '')) {
      if (words[i + 1] === '-insecure') isInsecure = true
      i++
    }
    const name = words[i + 1]
    // What is no address is a folder of the project, or a flag that nobody knows.
    if (name === undefined || !/\w+\.\w+\/\w+/.test(name)) return true
    const [, version, ...more] = name.split('@')
    if (version === undefined || more.length > 0) continue
    const isExact = /^v\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/.test(version)
    if (version === 'none' || /^[A-Fa-f0-9]{40,}$/.test(version) || (!isInsecure && isExact)) return true
  }
  return false
}

const isPipInstall = (words: readonly string[]): boolean =>
  isProgram(words[0], 'pip', 'pip3') && is(words[1], 'install')

const pip: Judge = (words) => {
  if (isPipInstall(words)) return isPipPinned(words)
  if (!isPython(words[0])) return undefined
  const module = words.findIndex((word, i) => i > 0 && is(word, '-m') && is(words[i + 1], 'pip'))
  if (module < 0) return undefined
  const command = words.slice(module + 1)
  return isPipInstall(command) ? isPipPinned(command) : undefined
}

const LOCAL_OR_PINNED = /^git(\+(https?|ssh|git))?:\/\/.*(.git)?@[a-fA-F0-9]{40}(#egg=.*)?$/

function isPipPinned(words: readonly string[]): boolean {
  let [hasNoDeps, isEditable, areSourcesPinned, hasHashes, hasMore, hasWheel] = [
    false,
    false,
    true,
    false,
    false,
    false,
  ]
  for (const word of words.slice(2)) {
    if (is(word, '--no-deps')) hasNoDeps = true
    else if (word === '-e' || word === '--editable') isEditable = true
    else if (is(word, '--require-hashes')) {
      hasHashes = true
      break
    } else if (isFlag(word)) continue
    else if (word.endsWith('.whl')) hasWheel = true
    else if (isEditable) areSourcesPinned &&= !/^(git|svn|hg|bzr).+$/.test(word) || LOCAL_OR_PINNED.test(word)
    else hasMore = true
  }
  if (isEditable) return hasNoDeps && areSourcesPinned
  return hasHashes || (!hasMore && hasWheel)
}

/** One or several flags in one word. Read letter by letter: the pattern for it tries every way to cut it. */
const isFlag = (word: string): boolean => /^(?:--?\w+(?=-|$))+$/.test(word)

const npm: Judge = (words) => {
  const [program, ...rest] = words
  if (!isProgram(program, 'npm') || !rest.some((word) => is(word, 'install', 'i', 'install-test', 'update', 'ci'))) {
    return undefined
  }
  for (const word of rest) {
    if (is(word, 'ci')) return true
    if (!/^(?:github:|git:\/\/|git\+http:\/\/|git\+https:\/\/)/.test(word)) continue
    const parts = word.split('#')
    if (parts.length !== 2) return false
    if (COMMIT.test(parts[1] ?? '')) return true
  }
  return false
}

const choco: Judge = (words) => {
  if (!isProgram(words[0], 'choco', 'choco.exe') || !is(words[1], 'install')) return undefined
  return words
    .slice(2)
    .some((word) => is(word.split('=')[0], '--requirechecksum', '--requirechecksums', '--require-checksums'))
}

const has = (words: readonly string[], from: number, ...flags: readonly string[]): boolean =>
  words.slice(from).some((word) => is(word, ...flags))

/** Each of the ways by which NuGet is told to install. */
const NUGET: readonly Judge[] = [
  (words) =>
    words.length >= 4 &&
    isProgram(words[0], 'dotnet', 'dotnet.exe') &&
    is(words[1], 'add') &&
    (is(words[2], 'package') || is(words[3], 'package'))
      ? has(words, 3, '-v', '--version')
      : undefined,
  (words) =>
    isProgram(words[0], 'nuget', 'nuget.exe') && is(words[1], 'install')
      ? words.length === 2 || words[2]?.endsWith('packages.config') === true || has(words, 2, '-version')
      : undefined,
  (words) =>
    isProgram(words[0], 'dotnet', 'dotnet.exe') && is(words[1], 'restore') ? has(words, 2, '--locked-mode') : undefined,
  (words) =>
    isProgram(words[0], 'nuget', 'nuget.exe') && is(words[1], 'restore') ? has(words, 2, '-lockedmode') : undefined,
  (words) =>
    isProgram(words[0], 'msbuild', 'msbuild.exe') && has(words, 1, '/t:restore')
      ? has(words, 2, '/p:restorelockedmode=true')
      : undefined,
]

const nuget: Judge = (words) => {
  const found = NUGET.map((judge) => judge(words)).filter((one) => one !== undefined)
  return found.length === 0 ? undefined : found.every((one) => one)
}

const KINDS: readonly (readonly [InstallKind, Judge])[] = [
  ['goCommand', go],
  ['pipCommand', pip],
  ['npmCommand', npm],
  ['chocoCommand', choco],
  ['nugetCommand', nuget],
]
