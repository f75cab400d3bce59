import { fault } from '../contract/faults.ts'
import type { PublicRecord } from '../contract/model/record.ts'
import type { Consent } from '../core/ports.ts'
import type { SigningInstance } from '../core/signing/instance.ts'
import type { Terminal } from './terminal.ts'

/**
 * Consent where there is no window: a yes at the terminal, or one given beforehand with `--yes`. Practice publishes
 * nothing, and asks nothing. Fault: `input.consent-needed` at once where a person would have to be asked and none is there.
 */
export function consentOnTerminal(
  terminal: Terminal,
  { instance, isAgreed }: { instance: SigningInstance; isAgreed: boolean },
): Consent {
  const isAsked = !instance.isPractice && !isAgreed
  if (isAsked && !terminal.isInteractive) throw fault('input.consent-needed', { instance: instance.title })
  return {
    async ask(record) {
      terminal.tell(recordText(record))
      if (!isAsked) return 'granted'
      const answer = await terminal.ask('This becomes public and stays public. Write yes to go on: ')
      return answer.trim().toLowerCase() === 'yes' ? 'granted' : 'refused'
    },
  }
}

/** The exact record, in the words of the log entry. */
function recordText({ identity, instance, recipients, files, statement }: PublicRecord): string {
  const receivers = recipients.map(
    ({ host, receives, isPublic }) => `  ${host}: ${receives}${isPublic ? ' (public)' : ''}`,
  )
  const digests = files.map(({ name, sha256 }) => `  sha256:${sha256}  ${name}`)
  return [
    `The record, on the ${instance.title} (${instance.log}):`,
    `  ${identity.name}, by the word of ${identity.issuer}`,
    ...digests,
    ...(statement === undefined ? [] : [statement.isReceipt ? 'The receipt:' : 'The statement:', statement.text]),
    'Sent to:',
    ...receivers,
  ].join('\n')
}
