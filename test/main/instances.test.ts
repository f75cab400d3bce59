/** Instances are imported as they were shown, and forgotten by a person. */
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keepSettings } from '../../electron/adapters/settings.ts'
import type { Question } from '../../electron/contract/model/question.ts'
import { keepChosenFiles } from '../../electron/main/chosen-files.ts'
import { instancesHandlers } from '../../electron/main/handlers/instances.ts'
import { faultOf, newDataFolder, newRun, signal } from '../adapters/instances/stand-in.ts'
import { serve } from '../adapters/loopback-server.ts'
import { clientTrustConfig } from '../fakes/instance-texts.ts'

const context = { signal, report: () => {}, task: '' } as never

function open(answer = true) {
  const folder = newDataFolder()
  const store = keepSettings(folder)
  const chosen = keepChosenFiles()
  const asked: Question[] = []
  let changes = 0
  const handlers = instancesHandlers({
    instances: newRun(folder),
    store,
    chosen,
    confirm: async (question) => {
      asked.push(question)
      return answer
    },
    changed: () => changes++,
  })
  const path = join(folder, 'corp.json')
  writeFileSync(path, clientTrustConfig())
  const [file] = chosen.adopt([{ path, name: 'corp.json' }])
  if (file === undefined) throw new Error('no reference')
  return { folder, store, handlers, asked, path, file, changes: () => changes }
}

test('the built-in instances are listed without a network, with the dates of their trust data', async () => {
  const { instances, damaged } = await open().handlers.list(undefined, context)
  expect(instances.map(({ id }) => id)).toEqual(['practice', 'public', 'staging'])
  expect(instances.slice(1).map(({ trustSource }) => trustSource?.from)).toEqual(['shipped', 'shipped'])
  expect(damaged).toEqual([])
})

test('what is imported is what was shown, whatever became of the file since', async () => {
  const { handlers, file, path, folder, changes } = open()
  const shown = await handlers.examine({ from: 'file', file }, context)
  expect(readdirSync(folder)).not.toContain('instances')
  writeFileSync(path, 'something else')
  await handlers.import({ id: shown.id }, context)
  expect(changes()).toBe(1)
  const { instances } = await handlers.list(undefined, context)
  expect(instances.at(-1)?.imported).toEqual(shown)
})

test('a config from an address is shown with it', async () => {
  const url = await serve((_, response) => response.end(clientTrustConfig()))
  const shown = await open().handlers.examine({ from: 'address', url: `${url}/trust.json?key=mine` }, context)
  expect(shown.origin).toBe(`${url}/trust.json`)
})

test('what was not shown in this run cannot be imported', async () => {
  const fault = await faultOf(open().handlers.import({ id: 'a'.repeat(64) }, context))
  expect(fault.code).toBe('instance.unknown')
})

test('an instance is forgotten once the person has agreed, and then nothing is chosen', async () => {
  const { handlers, file, store, asked, folder } = open()
  const { id } = await handlers.examine({ from: 'file', file }, context)
  await handlers.import({ id }, context)
  await store.change((now) => ({ ...now, instance: id as 'public' }))
  expect(await handlers.forget({ id }, context)).toBe('forgotten')
  expect(asked).toMatchObject([{ kind: 'forget-instance', id, title: 'fulcio.corp.example', isChosen: true }])
  expect(readdirSync(join(folder, 'instances'))).toEqual([])
  expect((await store.read()).settings.instance).toBeUndefined()
  expect((await faultOf(handlers.forget({ id }, context))).code).toBe('instance.unknown')
})

test('an instance stays where the person keeps it', async () => {
  const { handlers, file, folder } = open(false)
  const { id } = await handlers.examine({ from: 'file', file }, context)
  await handlers.import({ id }, context)
  expect(await handlers.forget({ id }, context)).toBe('refused')
  expect(readdirSync(join(folder, 'instances'))).toHaveLength(1)
})
