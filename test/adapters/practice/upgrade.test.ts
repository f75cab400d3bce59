import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addEntry, entryFor, newKey, practice, signBundle, temporaryFolder } from './practice-client.ts'
import { addRekord, rekordFor } from './rekor-v1-client.ts'
import { verifyBundle } from './verify-bundle.ts'

const ARTIFACT = Buffer.from('a small release')

/** The folder of an instance as the first version left it: one log, five keys. With it, a bundle that it made. */
async function folderOfFirstVersion() {
  const folder = await temporaryFolder()
  const { baseUrl, close } = await practice({ folder })
  const bundle = await signBundle(baseUrl, ARTIFACT)
  await close()
  const store = join(folder, 'instance.json')
  const stored = JSON.parse(await readFile(store, 'utf8'))
  delete stored.keys.rekorV1
  await writeFile(store, JSON.stringify({ ...stored, version: 1 }))
  for (const name of ['rekor-v1.jsonl', 'rekor-v1-checkpoint.txt', 'signing_config_rekor_v2.json']) {
    await rm(join(folder, name))
  }
  return { folder, baseUrl, bundle, store, before: stored }
}

test('a folder of the first version gains the Rekor v1 log and loses nothing', async () => {
  const { folder, baseUrl, bundle, store, before } = await folderOfFirstVersion()
  const instance = await practice({ folder })
  expect(instance.baseUrl).toBe(baseUrl)
  await verifyBundle(instance.trustedRootPath, bundle, ARTIFACT)
  const next = (await (await addEntry(baseUrl, entryFor('next', newKey()))).json()) as { logIndex: string }
  expect(next.logIndex).toBe('2')
  expect((await addRekord(baseUrl, rekordFor('text', newKey()))).status).toBe(201)
  const after = JSON.parse(await readFile(store, 'utf8'))
  expect(after).toEqual({
    ...before,
    version: 3,
    keys: {
      ...before.keys,
      rekorV1: expect.stringContaining('PRIVATE KEY'),
      identityTokens: expect.stringContaining('PRIVATE KEY'),
    },
  })
  await instance.close()
  await practice({ folder })
  expect(JSON.parse(await readFile(store, 'utf8'))).toEqual(after)
})

test('an upgrade that was interrupted after the new key was written goes on from there', async () => {
  const { folder, baseUrl } = await folderOfFirstVersion()
  await (await practice({ folder })).close()
  // The key is written first, and the log only then: as if the process had ended in between.
  for (const name of ['rekor-v1.jsonl', 'rekor-v1-checkpoint.txt']) await rm(join(folder, name))
  await practice({ folder })
  expect((await addRekord(baseUrl, rekordFor('text', newKey()))).status).toBe(201)
})

test('a damaged file of the first version is set aside like any other', async () => {
  const { folder, store } = await folderOfFirstVersion()
  const stored = JSON.parse(await readFile(store, 'utf8'))
  await writeFile(store, JSON.stringify({ ...stored, keys: { ...stored.keys, log: 'nonsense' } }))
  await expect(practice({ folder })).rejects.toMatchObject({ code: 'practice.keys-damaged' })
})

test('the trusted root names both logs, and the signing configs say which of them are written to', async () => {
  const { baseUrl, trustedRootPath, signingConfigPath, signingConfigV2Path } = await practice()
  const read = async (path: string) => JSON.parse(await readFile(path, 'utf8'))
  const versions = async (path: string) =>
    (await read(path)).rekorTlogUrls.map((service: { url: string; majorApiVersion: number }) => {
      expect(service.url).toBe(baseUrl)
      return service.majorApiVersion
    })
  expect(await versions(signingConfigPath)).toEqual([1])
  expect(await versions(signingConfigV2Path)).toEqual([2, 1])
  expect((await read(trustedRootPath)).tlogs.map((log: { baseUrl: string }) => log.baseUrl)).toEqual([
    'https://log2026-1.practice.countermark.test',
    'https://rekor.practice.countermark.test',
  ])
})
