/** The instance of the settings, as the app uses it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { systemClock } from '../../electron/adapters/clock.ts'
import { keepSettings } from '../../electron/adapters/settings.ts'
import type { Settings } from '../../electron/contract/model/settings.ts'
import type { SigningInstance } from '../../electron/core/signing/instance.ts'
import { chosenInstance } from '../../electron/main/chosen-instance.ts'
import { faultOf, newDataFolder, newRun, signal } from '../adapters/instances/stand-in.ts'
import { clientTrustConfig } from '../fakes/instance-texts.ts'

async function open(chosen: Partial<Settings> = {}, isPracticeOnly = false) {
  const folder = newDataFolder()
  const settings = keepSettings(folder)
  await settings.change((now) => ({ ...now, ...chosen }))
  const instances = newRun(folder)
  const allowed: string[] = []
  const allow = (host: string) => void allowed.push(host)
  const instance = chosenInstance({ settings, instances, clock: systemClock, isPracticeOnly, allow })
  return { folder, settings, instances, allowed, instance }
}

test('the window practises while nothing is chosen, and starts nothing to say so', async () => {
  const { instance, instances } = await open()
  expect(await instance.card()).toMatchObject({ id: 'practice', isPractice: true })
  expect(await instance.contacts()).toMatchObject({ instance: { id: 'practice' }, planned: [] })
  expect(await instances.hasPractised()).toBe(false)
})

test('the public instance is shown without a network, with its hosts', async () => {
  const { instance } = await open({ instance: 'public' })
  expect(await instance.card()).toMatchObject({ id: 'public', isPractice: false, log: 'rekor.sigstore.dev' })
  const { planned } = await instance.contacts()
  expect(planned.map(({ role }) => role)).toEqual(['trust', 'sign-in', 'certificate', 'timestamp', 'log'])
})

test('the version of the log that is set is the one that is shown, on the public instance only', async () => {
  const { instance, settings } = await open({ instance: 'public', logVersion: 2 })
  const { log } = await instance.card()
  expect(log).not.toBe('')
  await settings.change((now) => ({ ...now, instance: 'practice' }))
  expect((await instance.open()).signingConfig.rekorTlogUrls.map(({ majorApiVersion }) => majorApiVersion)).toEqual([1])
})

test('a session that goes on has the log that it began with', async () => {
  const { instance } = await open({ instance: 'practice', logVersion: 1 })
  const versions = ({ signingConfig }: SigningInstance) =>
    signingConfig.rekorTlogUrls.map(({ majorApiVersion }) => majorApiVersion)
  expect(versions(await instance.open('practice', 2))[0]).toBe(2)
  expect(versions(await instance.open('practice', 1))[0]).toBe(1)
})

test('a session asks for another one by its id, whatever is chosen', async () => {
  const { instance, allowed } = await open({ instance: 'staging' })
  expect((await instance.open('practice')).id).toBe('practice')
  expect(allowed.every((host) => host.startsWith('127.0.0.1:'))).toBe(true)
})

test('the offline runtime opens practice and nothing else', async () => {
  const { instance } = await open({ instance: 'public' }, true)
  expect((await faultOf(instance.open())).code).toBe('instance.practice-only')
  expect((await faultOf(instance.open('staging'))).code).toBe('instance.practice-only')
  expect((await instance.open('practice')).isPractice).toBe(true)
})

test('an imported instance that is gone is not shown as practice', async () => {
  const { instance, instances, settings, folder } = await open()
  const path = join(folder, 'corp.json')
  writeFileSync(path, clientTrustConfig())
  const { id } = await instances.import({ path }, { signal })
  await settings.change((now) => ({ ...now, instance: id as 'public' }))
  expect(await instance.card()).toMatchObject({ id, title: 'fulcio.corp.example', isPractice: false })
  await instances.forget(id)
  expect(await instance.card()).toMatchObject({ id, title: 'Imported instance', isPractice: false })
  expect((await faultOf(instance.open())).code).toBe('instance.unknown')
})
