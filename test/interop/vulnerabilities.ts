/** Scorecard and Countermark ask OSV about the same folder: what each asks, and what each makes of the answers. */
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type FakeOsv, type OsvKnowledge, openOsv } from '../fakes/osv.ts'
import { openPeer } from './osv-peer.ts'
import { print } from './parity.ts'

const ENTRY = fileURLToPath(new URL('../../out/cli/index.mjs', import.meta.url))
const SCORECARD = process.env.SCORECARD ?? ''

export interface Looked {
  /** As `ecosystem name version`, each once, in the order in which it was asked about. */
  readonly asked: readonly string[]
  readonly score: number
  readonly reason: string
  readonly details: readonly string[] | null
}

export interface Asking {
  look(folder: string): Promise<{ readonly theirs: Looked; readonly ours: Looked }>
  close(): Promise<void>
}

const ARGS = ['--checks', 'Vulnerabilities', '--format', 'json', '--show-details']

/** Each has an OSV of its own, that knows the same. `work` is a folder for what has to lie somewhere. */
export async function openAsking(work: string, knowledge: OsvKnowledge): Promise<Asking> {
  const [peer, own] = await Promise.all([openPeer(join(work, 'authority.pem'), knowledge), openOsv(knowledge)])

  async function by(osv: FakeOsv, act: () => Promise<string>): Promise<Looked & { readonly isWhole: boolean }> {
    osv.asked.splice(0)
    const { checks } = JSON.parse(await act())
    const [{ score, reason, details }] = checks
    return { asked: questions(osv.asked), isWhole: osv.asked.length < 2, score, reason, details }
  }

  return {
    async look(folder) {
      // What was said once is not asked again: each time begins with nothing.
      const more = { COUNTERMARK_OSV_URL: own.url, COUNTERMARK_DATA_DIR: mkdtempSync(join(work, 'data-')) }
      const [{ isWhole, ...theirs }, { isWhole: isOursWhole, ...ours }] = await Promise.all([
        by(peer, () => print(SCORECARD, ['--local', folder, ...ARGS], peer.env)),
        by(own, () => print(process.execPath, [ENTRY, 'check', folder, '--local', '--ask', 'osv', ...ARGS], more)),
      ])
      if (isWhole && isOursWhole) return { theirs, ours }
      // Batches come in any order, and a question may be asked again.
      const sorted = (looked: Looked): Looked => ({ ...looked, asked: [...looked.asked].sort() })
      return { theirs: sorted(theirs), ours: sorted(ours) }
    },
    async close() {
      await Promise.all([peer.close(), own.close()])
    },
  }
}

/** Without what Scorecard asks about in vain: the library of Go, and what is no commit, for which OSV refuses all of it. */
function questions(asked: readonly (readonly string[])[]): string[] {
  const all = [...new Set(asked.flat())].filter(
    (one) => !/^Go stdlib |^commit (?!(?:[0-9a-f]{40}|[0-9a-f]{64})$)/i.test(one),
  )
  // Packages of one name without a version stand in no order.
  const commits = all.filter(isCommit).sort()
  return all.map((one) => (isCommit(one) ? (commits.shift() ?? '') : one))
}

const isCommit = (question: string): boolean => question.startsWith('commit ')

/** Some of all packages have advisories, and some of those are the same: always the same ones. */
export const SOMETHING_OF_ALL: OsvKnowledge = {
  packages: (key) => {
    const number = numberOf(key)
    const ids = [`GHSA-${number % 40}`, `CVE-${number % 60}`, `DSA-${number % 90}`, `GO-${number % 70}`]
    return number % 9 === 0 ? ids.slice(0, 1 + (number % 4)) : []
  },
  aliases: (id) => {
    const number = numberOf(id)
    return number % 3 === 0 ? [`CVE-${number % 60}`, `X-${number % 20}`] : []
  },
}

function numberOf(text: string): number {
  let number = 7
  for (const char of text) number = (number * 31 + (char.codePointAt(0) ?? 0)) % 1_000_003
  return number
}
