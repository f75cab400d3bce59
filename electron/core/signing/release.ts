/** A release as the list shows it, at this moment. */

import { Fault } from '../../contract/faults.ts'
import type { Release, ReleaseState, Stop } from '../../contract/model/release.ts'
import type { Files } from '../ports.ts'
import type { StopPoint } from './going-on.ts'
import type { Outline } from './outline.ts'

export interface ReleaseNeeds {
  readonly files: Files
  readonly now: Date
  /** Whether somebody runs it, here or in another process. */
  readonly isRunning: boolean
}

/** Looks at the files of a session that stopped in the middle, since going on may depend on them. */
export async function releaseOf(outline: Outline, { files, now, isRunning }: ReleaseNeeds): Promise<Release> {
  const { id, kind, title, at, instance, signed, hallmark, stop } = outline
  const state = isRunning ? 'running' : stateOf(outline)
  return {
    id,
    kind,
    title,
    createdAt: at,
    instance,
    files: outline.files,
    signed,
    state,
    hallmark,
    ...(stop && !isRunning ? { stop: await stopOf(stop, state, { files, now }) } : {}),
  }
}

function stateOf({ stop, hasEnded, signed }: Outline): ReleaseState {
  if (!stop) return 'finished'
  if (!hasEnded) return 'interrupted'
  return signed > 0 ? 'partly' : 'unsigned'
}

async function stopOf(
  { step, needsCertificate, servesUntil, files: read }: StopPoint,
  state: ReleaseState,
  { files, now }: Pick<ReleaseNeeds, 'files' | 'now'>,
): Promise<Stop> {
  let changedFiles = 0
  if (state === 'interrupted') {
    for (const { path, size, version } of read) {
      const found = await inspect(files, path)
      if (found?.size !== size || found.version !== version) changedFiles++
    }
  }
  const serves = servesUntil !== undefined && changedFiles === 0 && now.getTime() < Date.parse(servesUntil)
  return {
    step,
    needsSignIn: (needsCertificate || changedFiles > 0) && !serves,
    ...(serves && needsCertificate ? { servesUntil } : {}),
    changedFiles,
  }
}

/** What cannot be looked at is another file than the one that was read. */
async function inspect(files: Files, path: string) {
  try {
    return await files.inspect(path)
  } catch (error) {
    if (error instanceof Fault) return undefined
    throw error
  }
}
