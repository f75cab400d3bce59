/** `countermark <verb>`: finds the verb, runs it, and says what came of it by the exit code. */
import { homedir } from 'node:os'
import { version } from '../../package.json'
import { Fault, fault } from '../contract/faults.ts'
import { answer } from './answer.ts'
import { EXIT, type ExitCode, exitCodeOf } from './exit-code.ts'
import { openTerminal, type Terminal } from './terminal.ts'
import { helpOf, parse, type Verb } from './verb.ts'
import { VERBS } from './verbs.ts'

/** Runs the command line of this process and sets its exit code. */
export async function run(): Promise<void> {
  const over = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => over.abort())
  // A reader that has gone away wants no more: that is its right, and no reason to leave work half done.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  process.exitCode = await countermark(process.argv.slice(2), over.signal)
}

async function countermark(words: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  const [first = '', ...rest] = words
  // Whatever goes wrong is said in the way that was asked for, even before the words are understood.
  const json = rest.slice(0, rest.includes('--') ? rest.indexOf('--') : undefined).includes('--json')
  const terminal = openTerminal(process, { env: { ...process.env, HOME: homedir() }, signal, json })
  try {
    if (first === '--version') {
      await terminal.print(version)
      return EXIT.fine
    }
    if (first === '' || first === '--help' || first === 'help') {
      await terminal.print(overview())
      return first === '' ? EXIT.usage : EXIT.fine
    }
    const { verb, behind } = find(words)
    const { input, help } = parse(verb, behind)
    if (help) {
      await terminal.print(helpOf(verb))
      return EXIT.fine
    }
    return await verb.run(input, terminal)
  } catch (error) {
    return await sayFault(error, words, terminal)
  }
}

/** Verbs of two words come first: `practice serve`. Fault: `input.usage`. */
function find(words: readonly string[]): { verb: Verb; behind: readonly string[] } {
  for (const length of [2, 1]) {
    const verb = VERBS.find(({ name }) => name === words.slice(0, length).join(' '))
    if (verb) return { verb, behind: words.slice(length) }
  }
  const [first = ''] = words
  const inner = VERBS.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name)
  const what = inner.length > 0 ? `‘${first}’ needs a second word: ${inner.join(', ')}` : `There is no verb ‘${first}’`
  throw fault('input.usage', { what, verb: '' })
}

const overview = (): string => {
  const width = Math.max(...VERBS.map(({ name }) => name.length))
  const rows = VERBS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`)
  return [
    'Usage: countermark VERB [OPTION…] [FILE…]',
    '',
    'Checks a project, signs its releases without keys, and verifies what others signed.',
    '',
    ...rows,
    '',
    '`countermark VERB --help` says more. Exit codes: 0 fine, 1 findings or a bad signature, 2 a wrong command, 3 could not tell.',
  ].join('\n')
}

async function sayFault(error: unknown, words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const known = error instanceof Fault ? error : terminal.signal.aborted ? fault('cancelled') : undefined
  if (!known) {
    // A bug: the stack is what a report of it needs.
    terminal.tell(error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
  const said = known ?? fault('internal', { id: 'the lines above' })
  terminal.tell(`countermark: ${said.title}\n  ${said.hint}`)
  if (terminal.json) {
    const command = words.filter((word) => !word.startsWith('-'))[0] ?? ''
    const { code, details } = said.toRecord()
    const report = { code, details, title: said.title, hint: said.hint }
    await answer(terminal, 'failure', { schemaVersion: 1, command, outcome: 'failed', fault: report }, '')
  }
  return exitCodeOf(said)
}
