/** The answer as a sentence. */
import type { Examination, VerdictName, VerdictOutcome } from '../../../electron/contract/model/verification.ts'
import { disagrees } from './answers.ts'
import { shortSigner } from './signer.ts'

/** What kept a bundle from being looked at, or an attestation from being understood. */
const UNREADABLE: ReadonlySet<string> = new Set([
  'unreadable-bundle',
  'unknown-media-type',
  'unsupported-content',
  'statement-unreadable',
])

/** Never all of it in one word: what holds, and then what does not or is not known. */
export function headlineOf(examination: Examination, isNamed: boolean): string {
  const { verdicts, signer, trust, isPractice, reason, remembered, pieces, lacks } = examination
  const outcomeOf = (name: VerdictName): VerdictOutcome | undefined =>
    verdicts.find(({ verdict }) => verdict === name)?.outcome
  if (!trust && !pieces && !isSigned(examination)) return 'No evidence of this file was found.'
  if (outcomeOf('unaltered') === 'fail') return 'This is not the file that was signed.'
  if (isPractice) {
    return outcomeOf('unaltered') === 'pass'
      ? 'Unaltered, and signed for practice. That proves nothing to others.'
      : 'This was signed for practice. That proves nothing to others.'
  }
  if (reason !== undefined && UNREADABLE.has(reason)) return 'The evidence of this file cannot be read.'
  if (outcomeOf('signed') === 'fail') return 'The signature of this file does not hold.'
  if (outcomeOf('logged') === 'fail') return 'No log bears this signature out.'
  if (lacks !== undefined) return 'Signed on GitHub\u2019s own instance, by its own word. Its trusted root is not here.'
  if (outcomeOf('unaltered') !== 'pass') return 'There is evidence of this file, and none that tells what was signed.'
  if (!signer && !trust && outcomeOf('expected') === 'cannot-tell') {
    return 'Unaltered since the registry published it. Nothing says who made it.'
  }
  const who = signer ? shortSigner(signer) : trust ? 'the holder of a key' : 'the registry alone'
  if (outcomeOf('expected') === 'fail' && !isNamed && remembered?.is === 'changed') {
    return `Unaltered, but not as in ${remembered.since}: look at what changed.`
  }
  if (outcomeOf('expected') === 'fail') return `Unaltered, but not signed by who you expected: it was ${who}.`
  const by = outcomeOf('expected') !== 'pass' ? `by ${who}` : APPROVED[isNamed ? 'named' : (remembered?.is ?? 'named')]
  if (disagrees(examination)) {
    return `Unaltered, and signed ${by}. Which source it is from, the evidence does not agree on.`
  }
  return outcomeOf('expected') === 'pass'
    ? `Unaltered, and signed ${by}.`
    : `Unaltered, and signed ${by}. Is that who it should be?`
}

const APPROVED: Readonly<Record<string, string>> = {
  named: 'by who you expected',
  same: 'as the versions before',
  accepted: 'in the way that you accepted',
}

const isSigned = ({ verdicts }: Examination): boolean =>
  verdicts.some(({ verdict, outcome }) => verdict === 'signed' && outcome === 'pass')
