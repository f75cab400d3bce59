/** The words of an instruction, by what each instruction takes them for. */
import { isSpace, trimLeft, trimSpace } from './go-text.ts'

export class DockerfileError extends Error {}

type Form = 'names' | 'pairs' | 'list' | 'json-or-list' | 'json-or-text' | 'health' | 'text' | 'instruction'

const FORMS: Readonly<Record<string, Form>> = {
  add: 'json-or-list',
  arg: 'names',
  cmd: 'json-or-text',
  copy: 'json-or-list',
  entrypoint: 'json-or-text',
  env: 'pairs',
  expose: 'list',
  from: 'list',
  healthcheck: 'health',
  label: 'pairs',
  maintainer: 'text',
  onbuild: 'instruction',
  run: 'json-or-text',
  shell: 'json-or-text',
  stopsignal: 'text',
  user: 'text',
  volume: 'json-or-list',
  workdir: 'text',
}

const WHITE = /[\t\v\f\r ]+/

export interface Parsed {
  /** The instruction's own word, as it is written. */
  readonly word: string
  /** Without the flags before them. */
  readonly args: string[]
  /** Whether texts below it may belong to it. */
  readonly takesTexts: boolean
}

const TAKES_TEXTS: ReadonlySet<string> = new Set(['add', 'copy', 'run'])

/** Throws `DockerfileError`. */
export function argumentsOf(line: string, mark: string): Parsed {
  const whole = trimSpace(line)
  const cut = WHITE.exec(whole)
  const word = cut ? whole.slice(0, cut.index) : whole
  const rest = cut ? trimSpace(withoutFlags(whole.slice(cut.index + cut[0].length), mark)) : ''
  const name = word.toLowerCase()
  const [args, isJson] = parsed(FORMS[name], rest, word.toUpperCase(), mark)
  if (name !== 'onbuild' || rest === '') return { word, args, takesTexts: !isJson && TAKES_TEXTS.has(name) }
  const inner = argumentsOf(rest, mark)
  return { word, args, takesTexts: inner.takesTexts && inner.word.toLowerCase() !== 'onbuild' }
}

function parsed(form: Form | undefined, rest: string, key: string, mark: string): [string[], boolean] {
  switch (form) {
    case 'names':
      return [wordsOf(rest, mark), false]
    case 'pairs':
      checkPairs(rest, key, mark)
      return [[rest], false]
    case 'list':
      return [listed(rest), false]
    case 'json-or-list':
    case 'json-or-text': {
      const json = jsonList(rest)
      return json ? [json, true] : [form === 'json-or-list' ? listed(rest) : said(rest), false]
    }
    case 'health': {
      const cut = /\s+/.exec(rest)
      if (cut) jsonList(rest.slice(cut.index + cut[0].length))
      return [said(rest), false]
    }
    case 'instruction':
    case 'text':
      return [said(rest), false]
    default:
      // Nobody knows it: it is no mistake, and nothing.
      return [[''], false]
  }
}

const said = (rest: string): string[] => (rest === '' ? [] : [rest])
const listed = (rest: string): string[] => (rest === '' ? [] : rest.split(WHITE))

/** Undefined for what is no list in JSON; a list of anything but texts is a mistake. */
function jsonList(rest: string): string[] | undefined {
  if (!trimLeft(rest).startsWith('[')) return undefined
  let list: unknown
  try {
    list = JSON.parse(rest)
  } catch {
    return undefined
  }
  // Go has no number of that size, and takes it for no JSON.
  if (!Array.isArray(list) || list.some((one) => one === Infinity || one === -Infinity)) return undefined
  if (list.some((one) => typeof one !== 'string')) {
    throw new DockerfileError('when using JSON array syntax, arrays must be comprised of strings only.')
  }
  return list
}

/** `KEY value`, or `key=value` each. */
function checkPairs(rest: string, key: string, mark: string): void {
  const words = wordsOf(rest, mark)
  const [first] = words
  if (first === undefined) return
  if (!first.includes('=')) {
    if (rest.split(WHITE).length < 2) throw new DockerfileError(`${key} must have two arguments`)
    return
  }
  const wrong = words.find((word) => !word.includes('='))
  if (wrong === undefined) return
  throw new DockerfileError(`Syntax error - can't find = in "${wrong}". Must be of the form: name=value`)
}

/** Words apart by white space, with their quotes. */
export function wordsOf(text: string, mark: string): string[] {
  const words: string[] = []
  let [word, quote] = ['', '']
  for (let i = 0; i < text.length; i++) {
    const letter = text[i] ?? ''
    if (quote === '' && isSpace(letter)) {
      if (word !== '') words.push(word)
      word = ''
      continue
    }
    if (letter === mark && quote !== "'") {
      // At the very end it says nothing.
      if (i + 1 === text.length) continue
      word += letter + (text[++i] ?? '')
      continue
    }
    if (quote === '' ? letter === "'" || letter === '"' : letter === quote) quote = quote === '' ? letter : ''
    word += letter
  }
  if (word !== '') words.push(word)
  return words
}

/** What follows the words in front that begin with `--`. Go looks at the bytes of letters here, and some of them look like spaces. */
function withoutFlags(text: string, mark: string): string {
  const letters = [...text]
  let at = 0
  for (;;) {
    while (at < letters.length && PLAIN_SPACE.test(letters[at] ?? '')) at++
    if (letters[at] !== '-' || letters[at + 1] !== '-') return letters.slice(at).join('')
    const [flag, end] = flagAt(letters, at, mark)
    if (flag === '--') return letters.slice(end).join('')
    at = end
  }
}

const PLAIN_SPACE = /[\t\n\v\f\r ]/
const encoder = new TextEncoder()
const hasSpace = (letter: string): boolean =>
  letter < '\u0080' ? PLAIN_SPACE.test(letter) : encoder.encode(letter).some((byte) => byte === 0x85 || byte === 0xa0)

/** Without its quotes, and where it ends. */
function flagAt(letters: readonly string[], from: number, mark: string): [flag: string, end: number] {
  let [flag, quote] = ['', '']
  for (let i = from; i < letters.length; i++) {
    const letter = letters[i] ?? ''
    if (quote === '' && hasSpace(letter)) return [flag, letter < '\u0080' ? i : i + 1]
    if (letter === quote) quote = ''
    else if (quote === '' && (letter === "'" || letter === '"')) quote = letter
    else flag += letter === mark ? (letters[++i] ?? '') : letter
  }
  return [flag, letters.length]
}
