/** Programs that Scorecard knows in a script: those that run others, and those that download. */
import { baseName, cleaned } from './path-names.ts'

export const isProgram = (word: string | undefined, ...names: readonly string[]): boolean =>
  word !== undefined && names.includes(baseName(word).toLowerCase())

const PYTHON = ['python', 'python3', 'python2.7'] as const
/** Their scripts are in other languages. */
const OTHERS = ['perl', 'ruby', 'php', 'node', 'nodejs', 'java'] as const
const SHELLS = ['exec', 'su', 'sh', 'bash', 'mksh', 'dash', 'ksh'] as const
const INTERPRETERS = ['dotnet', 'nuget', ...OTHERS, ...SHELLS, ...PYTHON] as const

export const isPython = (word: string | undefined): boolean => isProgram(word, ...PYTHON)
export const isInterpreter = (word: string | undefined): boolean => isProgram(word, ...INTERPRETERS)

/** Whether a word of the command runs a script that stands in it (`-c`), and that script is one of a shell. */
export function runsInline(words: readonly string[]): boolean {
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
  (isProgram(words[0], 'aws') && words[1]?.toLowerCase() === 's3api' && words[2]?.toLowerCase() === 'get-object')

/** Whether all that it downloads is a file of GitHub at a commit: the commit's hash holds it fast. */
export function isHeldFast(words: readonly string[]): boolean {
  const urls = words.map(unquoted).filter(isRequestUri)
  return urls.length > 0 && urls.every(isAtCommit)
}

const unquoted = (word: string): string => {
  const [first, last] = [word[0], word.at(-1)]
  return word.length > 1 && first === last && (first === "'" || first === '"') ? word.slice(1, -1) : word
}

/** What Go's `url.ParseRequestURI` takes for an address: a scheme with anything behind it, a path, or a star. */
function isRequestUri(word: string): boolean {
  if (word === '' || [...word].some((letter) => letter < ' ' || letter === '\u007f')) return false
  if (word === '*') return true
  const [, scheme] = /^([a-z][a-z\d+.-]*):/i.exec(word) ?? []
  const rest = scheme === undefined ? word : word.slice(scheme.length + 1)
  if (!rest.startsWith('/')) return scheme !== undefined
  const [path = ''] = rest.split('?')
  if (/%(?![\da-f]{2})/i.test(path)) return false
  const [, authority = ''] = scheme === undefined ? [] : (/^\/\/([^/]*)/.exec(path) ?? [])
  return /^(?:[^ <>"@]*@)?[^ <>"@:]*(?::\d*)?$/.test(authority)
}

/** A file of somebody's repository at a commit. */
function isAtCommit(word: string): boolean {
  const [, path] = /^https:\/\/raw\.githubusercontent\.com(\/[^?]*)/i.exec(word) ?? []
  const [, , , commit = '', ...file] = path?.split('/') ?? []
  return file.length > 0 && /^[a-f\d]{40}$/i.test(commit)
}

/** The file that a download writes, where that can be told. `curl` does not tell. */
export function outputFile(words: readonly string[]): string | undefined {
  const [program] = words
  if (isProgram(program, 'wget')) {
    const flag = words.findIndex((word, i) => i > 0 && i < words.length - 1 && word.toLowerCase() === '-o')
    if (flag > 0) return words[flag + 1]
    const address = words.find((word, i) => i > 0 && word.startsWith('http'))
    return address === undefined ? undefined : baseName(pathIn(address))
  }
  if (isProgram(program, 'gsutil')) {
    const at = words.findIndex((word, i) => i > 0 && i < words.length - 1 && word.startsWith('gs://'))
    return at < 0 ? undefined : inFolder(words[at + 1] ?? '', words[at] ?? '')
  }
  if (isProgram(program, 'aws') && isDownload(words)) return inFolder(words.at(-1) ?? '', words.at(-2) ?? '')
  return undefined
}

/** The path of an address, without its query. */
const pathIn = (address: string): string => /^[a-z][a-z\d+.-]*:\/\/[^/?#]*([^?#]*)/i.exec(address)?.[1] ?? address

/** Where only a folder is named, the object's own name is the file's. */
function inFolder(target: string, address: string): string {
  if (cleaned(folderOf(target)) !== cleaned(target)) return target
  return cleaned(`${folderOf(target)}/${baseName(pathIn(address))}`)
}

const folderOf = (path: string): string => {
  const at = path.lastIndexOf('/')
  return at < 0 ? '.' : cleaned(path.slice(0, at + 1))
}
