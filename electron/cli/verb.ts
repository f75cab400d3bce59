/** The shape of a verb: one file each in `verbs/`. Its help is made from its definition. */
import { parseArgs } from 'node:util'
import { fault } from '../contract/faults.ts'
import type { ExitCode } from './exit-code.ts'
import type { Terminal } from './terminal.ts'

export interface Flag {
  /** What stands behind the flag, as `FILE`; a flag without one is on or off. */
  readonly value?: string
  readonly help: string
}

type Flags = Readonly<Record<string, Flag>>
/** Flags with a value are texts, the others are on or off. */
export type Given<F extends Flags> = {
  readonly [Name in keyof F]?: F[Name] extends { value: string } ? string : boolean
}

export interface Input<F extends Flags> {
  readonly operands: readonly string[]
  readonly flags: Given<F>
}

export interface Verb<F extends Flags = Flags> {
  readonly name: string
  readonly summary: string
  /** How operands are written in the usage line, as `FILE…`. */
  readonly operands: string
  readonly flags: F
  /** More help, where the flags do not say it all. */
  readonly notes?: string
  run(input: Input<F>, terminal: Terminal): Promise<ExitCode>
}

/** Every verb has these. */
const COMMON = {
  json: { help: 'print the result as JSON (its schema is in docs/command-line.md)' },
  help: { help: 'show this and do nothing' },
} as const satisfies Flags

/** A verb whose types have been checked and erased, so that the list is a plain array. */
export const verb = <const F extends Flags>(definition: Verb<F>): Verb => definition as unknown as Verb

export interface Parsed {
  readonly input: Input<Flags>
  readonly json: boolean
  readonly help: boolean
}

/** Reads the words behind a verb. What follows `--` is operands, whatever it looks like. Fault: `input.usage`. */
export function parse({ flags, name }: Verb, words: readonly string[]): Parsed {
  const options = Object.fromEntries(
    Object.entries({ ...flags, ...COMMON }).map(([flag, { value }]: [string, Flag]) => [
      flag,
      { type: value === undefined ? ('boolean' as const) : ('string' as const) },
    ]),
  )
  try {
    const { values, positionals, tokens } = parseArgs({
      args: [...words],
      options,
      allowPositionals: true,
      strict: true,
      tokens: true,
    })
    const seen = new Set<string>()
    for (const token of tokens) {
      if (token.kind !== 'option') continue
      if (seen.has(token.name)) throw new TypeError(`Option '--${token.name}' is given twice`)
      seen.add(token.name)
    }
    const { json, help, ...rest } = values
    return {
      input: { operands: positionals, flags: rest as Given<Flags> },
      json: json === true,
      help: help === true,
    }
  } catch (error) {
    const [what = ''] = (error instanceof Error ? error.message : '').split(/\. |\n/)
    throw fault('input.usage', { what, verb: name })
  }
}

export function helpOf({ name, summary, operands, flags, notes }: Verb): string {
  const rows = Object.entries({ ...flags, ...COMMON }).map(
    ([flag, { value, help }]: [string, Flag]) => [`--${flag}${value === undefined ? '' : ` ${value}`}`, help] as const,
  )
  const width = Math.max(...rows.map(([left]) => left.length))
  const lines = rows.map(([left, help]) => `  ${left.padEnd(width)}  ${help}`)
  const usage = ['countermark', name, '[OPTION…]', operands].filter((part) => part !== '').join(' ')
  return [`Usage: ${usage}`, '', summary, '', ...lines, ...(notes === undefined ? [] : ['', notes]), ''].join('\n')
}
