/** What the exit code of the command line says. */
import type { Fault, FaultCode } from '../contract/faults.ts'

export const EXIT = {
  fine: 0,
  /** Findings, or a bad signature. */
  bad: 1,
  /** The command was wrong: nothing has begun. */
  usage: 2,
  /** It could not be told or done: refused, cancelled, offline, or a service that is not well. */
  undecided: 3,
} as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Faults of what was asked for. Everything else is a matter of the world, and another attempt may help. */
const USAGE = /^(input|files|attestation|instance|practice\.token-)/
/** What went wrong with a file while work was under way. */
const MEANWHILE: ReadonlySet<FaultCode> = new Set(['files.changed-meanwhile', 'files.disk-full', 'files.failed'])

export function exitCodeOf({ code }: Fault): ExitCode {
  if (code === 'sigstore.bundle-unsound') return EXIT.bad
  return USAGE.test(code) && !MEANWHILE.has(code) ? EXIT.usage : EXIT.undecided
}
