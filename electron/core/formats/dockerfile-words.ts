/** The words of an instruction, by what each instruction takes them for. */
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

/** The instruction's own word, its arguments without flags, and whether they were JSON. Throws `DockerfileError`. */
export function argumentsOf(line: string, mark: string): [word: string, args: string[], isJson: boolean] {
  const whole = line.trim()
  const cut = WHITE.exec(whole)
  const word = cut ? whole.slice(0, cut.index) : whole
  const rest = cut ? withoutFlags(whole.slice(cut.index + cut[0].length), mark).trim() : ''
  const [args, isJson] = parsed(FORMS[word.toLowerCase()], rest, word.toUpperCase(), mark)
  return [word, args, isJson]
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
      if (rest !== '') argumentsOf(rest, mark)
      return [said(rest), false]
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
  if (!rest.trimStart().startsWith('[')) return undefined
  let list: unknown
  try {
    list = JSON.parse(rest)
  } catch {
    return undefined
  }
  if (!Array.isArray(list)) return undefined
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
    if (quote === '' && /\s/.test(letter)) {
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

/** What follows the words in front that begin with `--`. */
function withoutFlags(text: string, mark: string): string {
  let at = 0
  for (;;) {
    while (at < text.length && /\s/.test(text[at] ?? '')) at++
    if (!text.startsWith('--', at)) return text.slice(at)
    const end = endOfFlag(text, at, mark)
    if (text.slice(at, end) === '--') return text.slice(end)
    at = end
  }
}

function endOfFlag(text: string, from: number, mark: string): number {
  let quote = ''
  for (let i = from; i < text.length; i++) {
    const letter = text[i] ?? ''
    if (quote === '' && /\s/.test(letter)) return i
    if (letter === mark) i++
    else if (quote === '' ? letter === "'" || letter === '"' : letter === quote) quote = quote === '' ? letter : ''
  }
  return text.length
}
