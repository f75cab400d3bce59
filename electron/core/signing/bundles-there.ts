/** Whether the bundles of a session are still where they were written, as they were written. */
import type { BundleFates } from '../../contract/model/release.ts'
import { inLanes } from '../lanes.ts'
import type { Files } from '../ports.ts'
import { bundleText, holds } from './bundle-text.ts'
import { occupies } from './plan.ts'
import type { SessionState } from './session-state.ts'

/** So many files are looked at together. */
const AT_ONCE = 32

export async function bundleFates(state: SessionState, files: Files): Promise<BundleFates> {
  const gone: number[] = []
  const changed: number[] = []
  await inLanes([...state.perFile.entries()], AT_ONCE, async ([i, records]) => {
    const { bundle = state.once['bundle-statement'] } = records
    const saved = records.save ?? records['save-statement']
    if (!saved || !bundle || (await holds(saved.path, bundleText(bundle.json), files))) return
    const list = (await occupies(saved.path, files)) ? changed : gone
    list.push(i)
  })
  const inOrder = (a: number, b: number) => a - b
  return { gone: gone.sort(inOrder), changed: changed.sort(inOrder) }
}
