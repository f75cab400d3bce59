import { faultFrom } from '../contract/faults.ts'
import type { SessionResult } from '../contract/model/session.ts'
import type { JournalHead } from '../core/signing/journal.ts'
import type { SessionReport } from './reports.ts'

/** What a session came to, for `--json`. */
export function sessionReport(command: 'sign' | 'attest', head: JournalHead, result: SessionResult): SessionReport {
  const { id, title, isPractice, log } = head.instance
  return {
    schemaVersion: 1,
    command,
    outcome: result.files.every((file) => file.state === 'signed') ? 'signed' : 'partly',
    session: head.id,
    instance: { id, title, isPractice, log },
    identity: result.identity,
    trustedRoot: result.trustedRootPath,
    ...(head.session === 'attest' && head.predicate ? { predicateType: head.predicate.type } : {}),
    files: result.files.map((file, i) => {
      const { path = '' } = head.artifacts[i] ?? {}
      if (file.state === 'signed') {
        const { sha256, bundlePath, logIndex } = file
        return { outcome: 'signed', path, sha256, bundle: bundlePath, logIndex }
      }
      const { code, details, title: what, hint } = faultFrom(file.fault)
      return { outcome: 'failed', path, fault: { code, details, title: what, hint } }
    }),
    hallmark: result.hallmark,
  }
}

/** The same for people: a bundle a line, and who signed. */
export function sessionText({ files, identity, instance }: SessionReport): string {
  const lines = files.flatMap((file) => (file.outcome === 'signed' ? [`${file.bundle}  (entry ${file.logIndex})`] : []))
  const practice = instance.isPractice ? ' Practice: these bundles prove nothing to others.' : ''
  return [...lines, `Signed as ${identity.name} (by the word of ${identity.issuer}).${practice}`].join('\n')
}
