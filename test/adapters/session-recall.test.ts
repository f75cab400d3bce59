/** What a session finds beside its files when it is taken up again, and what became of what it wrote. */
import { rmSync, writeFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { SessionId } from '../../electron/contract/model/session.ts'
import { bundleFates } from '../../electron/core/signing/bundles-there.ts'
import { sessionHead } from '../../electron/core/signing/outcome.ts'
import { makePlan } from '../../electron/core/signing/plan.ts'
import { recallFiles } from '../../electron/core/signing/recall.ts'
import { recordsOf } from '../../electron/core/signing/session-state.ts'
import { openStage, type Stage } from '../fakes/session-scene.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterEach(() => stage.clear())
afterAll(() => stage.close())

/** Three files that are signed, with the head of their journal. */
async function signed() {
  const paths = ['a.bin', 'b.bin', 'c.bin'].map((name) => stage.file(name, name))
  const scene = await stage.scene(paths)
  await scene.run()
  const { files } = scene.ports
  const id = SessionId.parse(`session-${'a'.repeat(32)}`)
  const head = sessionHead(id, await makePlan(paths, { isPractice: true }, files), {
    instance: stage.instance,
    now: new Date(),
  })
  return { paths, head, files, state: scene.state, bundles: paths.map((path) => `${path}.practice.sigstore.json`) }
}

test('a bundle of its own, written a moment before it was cut off, takes no name; another one does', async () => {
  const { head, state, files, bundles } = await signed()
  for (const i of state.artifacts.keys()) delete recordsOf(state, i).save
  writeFileSync(bundles[1] ?? '', '{"not":"ours"}')
  rmSync(bundles[2] ?? '')
  const recalled = await recallFiles(head, state, files)
  expect(recalled.map(({ bundleExists }) => bundleExists)).toEqual([false, true, false])
})

test('a name that is taken before there is a bundle is somebody else’s', async () => {
  const { head, state, files } = await signed()
  for (const i of state.artifacts.keys()) {
    delete recordsOf(state, i).save
    delete recordsOf(state, i).bundle
  }
  expect((await recallFiles(head, state, files)).every(({ bundleExists }) => bundleExists)).toBe(true)
})

test('bundles that are gone or changed are told apart from those that are there', async () => {
  const { state, files, bundles } = await signed()
  expect(await bundleFates(state, files)).toEqual({ gone: [], changed: [] })
  rmSync(bundles[2] ?? '')
  writeFileSync(bundles[0] ?? '', '{}')
  expect(await bundleFates(state, files)).toEqual({ gone: [2], changed: [0] })
})
