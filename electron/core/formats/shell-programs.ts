/** Programs that Scorecard knows in a script: those that run others, and those that download. */
import { type GoUrl, parseRequestUri, parseUrl } from './go-url.ts'
import { baseName, cleaned, folded } from './path-names.ts'

/** The first word of a command is asked about many times, one after the other. */
let last = { word: '', program: '.' }

function programOf(word: string): string {
  if (last.word !== word) last = { word, program: folded(baseName(word)) }
  return last.program
}

export const isProgram = (word: string | undefined, ...names: readonly string[]): boolean =>
  word !== undefined && names.includes(programOf(word))

const PYTHON = ['python', 'python3', 'python2.7'] as const
/** Their scripts are in other languages. */
const OTHERS = ['perl', 'ruby', 'php', 'node', 'nodejs', 'java'] as const
const SHELLS = ['exec', 'su', 'sh', 'bash', 'mksh', 'dash', 'ksh'] as const
const INTERPRETERS = ['dotnet', 'nuget', ...OTHERS, ...SHELLS, ...PYTHON] as const

export const isPython = (word: string | undefined): boolean => isProgram(word, ...PYTHON)
export const isInterpreter = (word: string | undefined): boolean => isProgram(word, ...INTERPRETERS)

/** Whether a word of the command runs a script that stands in it (`-c`), and that script is one of a shell. */
export function runsInline(words: readonly string[]): boolean {
  // Most commands with something in quotes run nothing.
  if (!words.some((word) => word.startsWith('-') && word.includes('c'))) return false
  const found = INTERPRETERS.find((name) => {
    const at = words.findIndex((word) => isProgram(word, name))
    return (
      at >= 0 &&
      words.slice(at + 1).some((word) => !isProgram(word, name) && word.startsWith('-') && word.includes('c'))
    )
  })
  return found !== undefined && ![...PYTHON, ...OTHERS].some((name) => name === found)
}

export const isDownload = (words: readonly string[]): boolean =>
  isProgram(words[0], 'curl', 'wget', 'gsutil') ||
  (isProgram(words[0], 'aws') && folded(words[1] ?? '') === 's3api' && folded(words[2] ?? '') === 'get-object')

/** Whether all that it downloads is a file of GitHub at a commit: the commit's hash holds it fast. */
export function isHeldFast(words: readonly string[]): boolean {
  const urls = words.flatMap((word) => {
    const url = parseRequestUri(unquoted(word))
    return 'error' in url ? [] : [url]
  })
  return urls.length > 0 && urls.every(isAtCommit)
}

const unquoted = (word: string): string => {
  const [first, last] = [word[0], word.at(-1)]
  return word.length > 1 && first === last && (first === "'" || first === '"') ? word.slice(1, -1) : word
}

/** A file of somebody's repository at a commit. */
function isAtCommit({ scheme, host, path }: GoUrl): boolean {
  const [, , , commit = '', ...file] = path.split('/')
  return scheme === 'https' && host === 'raw.githubusercontent.com' && file.length > 0 && /^[a-f\d]{40}$/i.test(commit)
}

/** The file that a download writes, where that can be told; `curl` does not tell. Scorecard fails at an address that is none. */
export type Output = { readonly file: string } | { readonly error: string } | undefined

export function outputOf(words: readonly string[]): Output {
  const [program] = words
  if (isProgram(program, 'wget')) {
    const flag = words.findIndex((word, i) => i > 0 && i < words.length - 1 && folded(word) === '-o')
    if (flag > 0) return { file: words[flag + 1] ?? '' }
    const address = words.find((word, i) => i > 0 && word.startsWith('http'))
    return address === undefined ? undefined : named(address, (name) => name)
  }
  if (isProgram(program, 'gsutil')) {
    const at = words.findIndex((word, i) => i > 0 && i < words.length - 1 && word.startsWith('gs://'))
    return at < 0 ? undefined : inFolder(words[at + 1] ?? '', words[at] ?? '')
  }
  if (isProgram(program, 'aws') && isDownload(words)) return inFolder(words.at(-1) ?? '', words.at(-2) ?? '')
  return undefined
}

/** By the last part of the address. */
function named(address: string, fileOf: (name: string) => string): Output {
  const url = parseUrl(address)
  return 'error' in url ? { error: `internal error: url.Parse: ${url.error}` } : { file: fileOf(baseName(url.path)) }
}

/** Where only a folder is named, the object's own name is the file's. */
function inFolder(target: string, address: string): Output {
  if (cleaned(folderOf(target)) !== cleaned(target)) return { file: target }
  return named(address, (name) => cleaned(`${folderOf(target)}/${name}`))
}

const folderOf = (path: string): string => {
  const at = path.lastIndexOf('/')
  return at < 0 ? '.' : cleaned(path.slice(0, at + 1))
}
