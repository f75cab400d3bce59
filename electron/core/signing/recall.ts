/** The files of a session that its journal tells of, and which bundle names are taken by now. */
import type { PlannedFile } from '../../contract/model/session.ts'
import type { Files } from '../ports.ts'
import { firstBundleName } from './bundle-names.ts'
import { bundleText, holds } from './bundle-text.ts'
import type { JournalHead } from './journal.ts'
import { recalledFiles } from './outcome.ts'
import { occupies } from './plan.ts'
import { isSaved, type SessionState } from './session-state.ts'

/** So many files are looked at together. */
const AT_ONCE = 32

/**
 * As `makePlan` does it for a new session: a name that is taken is asked about before going on. A bundle that was written
 * a moment before the process went away is the session's own, and takes nothing.
 */
export async function recallFiles(head: JournalHead, state: SessionState, files: Files): Promise<PlannedFile[]> {
  const recalled = recalledFiles(head)
  for (let from = 0; from < recalled.length; from += AT_ONCE) {
    await Promise.all(
      recalled.slice(from, from + AT_ONCE).map(async (file, k) => {
        const i = from + k
        if (!isSaved(state, i)) recalled[i] = { ...file, bundleExists: await isTaken(head, state, i, files) }
      }),
    )
  }
  return recalled
}

async function isTaken({ artifacts, instance }: JournalHead, state: SessionState, i: number, files: Files) {
  const stem = artifacts[i]?.bundleStem
  if (stem === undefined) return false
  const path = firstBundleName(stem, instance.isPractice)
  if (!(await occupies(path, files))) return false
  const own = state.perFile[i]?.bundle ?? state.once['bundle-statement']
  return own === undefined || !(await holds(path, bundleText(own.json), files))
}
