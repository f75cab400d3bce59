/** What consent decides: whether anything is sent, and as whom. */
import { readdirSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openStage, type SceneOptions, type Stage } from '../fakes/session-scene.ts'

let stage: Stage
const file = (name: string, contents: string) => stage.file(name, contents)
const scene = (paths: string[], options?: SceneOptions) => stage.scene(paths, options)

beforeAll(async () => {
  stage = await openStage()
})
afterEach(() => stage.clear())
afterAll(() => stage.close())

describe('consent', () => {
  test('refused: nothing was sent but the sign-in, and nothing is written', async () => {
    const path = file('a.bin', 'a')
    const s = await scene([path], { answers: ['refused'] })
    await expect(s.run()).rejects.toMatchObject({ code: 'consent.refused' })
    expect(s.requests.every((r) => new URL(r.url).pathname.startsWith('/auth'))).toBe(true)
    expect(readdirSync(stage.folder)).toEqual(['a.bin'])
  })

  test('another account: signs in again, asks again, and does not read the files again', async () => {
    const path = file('a.bin', 'a')
    const s = await scene([path], {
      answers: ['other-account', 'granted'],
      onConsent() {
        s.who.email = 'grace@hopper.example'
      },
    })
    await s.run()
    expect(s.asked.map((r) => r.identity.name)).toEqual(['ada@lovelace.example', 'grace@hopper.example'])
    stage.strangerVerifies(path, 'grace@hopper.example')
  })
})
