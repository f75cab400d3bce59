/** What a session finds on the disk: bundles that are there already, and files that cannot be signed. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createFiles } from '../../electron/adapters/files.ts'
import { makePlan } from '../../electron/core/signing/plan.ts'
import { openStage, type SceneOptions, type Stage } from '../fakes/session-scene.ts'

let stage: Stage
const file = (name: string, contents: string) => stage.file(name, contents)
const scene = (paths: string[], options?: SceneOptions) => stage.scene(paths, options)

beforeAll(async () => {
  stage = await openStage()
})
afterEach(() => stage.clear())
afterAll(() => stage.close())

describe('bundles that are there already', () => {
  test('keep both', async () => {
    const path = file('a.bin', 'a')
    await (await scene([path])).run()
    const first = readFileSync(`${path}.practice.sigstore.json`, 'utf8')
    await (await scene([path])).run({ existing: 'keep-both' })
    expect(readFileSync(`${path}.practice.sigstore.json`, 'utf8')).toBe(first)
    expect(stage.bundleOf(path, '.2').mediaType).toContain('v0.3')
  })

  test('replace', async () => {
    const path = file('a.bin', 'a')
    await (await scene([path])).run()
    const first = readFileSync(`${path}.practice.sigstore.json`, 'utf8')
    await (await scene([path])).run({ existing: 'replace' })
    expect(readFileSync(`${path}.practice.sigstore.json`, 'utf8')).not.toBe(first)
    expect(readdirSync(stage.folder).sort()).toEqual(['a.bin', 'a.bin.practice.sigstore.json'])
  })

  test('unasked, an existing one stays', async () => {
    const path = file('a.bin', 'a')
    file('a.bin.practice.sigstore.json', 'mine')
    const s = await scene([path])
    await s.run()
    expect([...s.state.faults.values()]).toMatchObject([{ code: 'files.bundle-exists' }])
    expect(readFileSync(`${path}.practice.sigstore.json`, 'utf8')).toBe('mine')
  })

  test('practice replaces nothing but practice', async () => {
    const path = file('a.bin', 'a')
    file('a.bin.practice.sigstore.json', 'evidence of somebody else')
    const s = await scene([path])
    await s.run({ existing: 'replace' })
    expect([...s.state.faults.values()]).toMatchObject([{ code: 'files.foreign-bundle' }])
    expect(readFileSync(`${path}.practice.sigstore.json`, 'utf8')).toBe('evidence of somebody else')
  })
})

describe('planning', () => {
  const planFault = (paths: string[]) => makePlan(paths, { isPractice: true }, createFiles())

  test('no file, an empty file, a folder, a missing file, one chosen twice', async () => {
    await expect(planFault([])).rejects.toMatchObject({ code: 'files.none' })
    await expect(planFault([file('empty', '')])).rejects.toMatchObject({
      code: 'files.empty',
      details: { name: 'empty' },
    })
    await expect(planFault([stage.folder])).rejects.toMatchObject({ code: 'files.not-a-file' })
    await expect(planFault([join(stage.folder, 'gone')])).rejects.toMatchObject({ code: 'files.not-found' })
    const path = file('a', 'a')
    await expect(planFault([path, path])).rejects.toMatchObject({ code: 'files.same-bundle' })
  })

  test('ten thousand files are planned and keep their order', async () => {
    const paths = Array.from({ length: 10_000 }, (_, i) => file(`f${i}`, 'x'))
    const plan = await planFault(paths)
    expect(plan.files.map((f) => f.name)).toEqual(paths.map((p) => p.slice(stage.folder.length + 1)))
    expect(plan.files.every((f) => f.bundleExists === false)).toBe(true)
  })
})
