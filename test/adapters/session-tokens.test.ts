import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { homeOf } from '../../electron/core/signing/tokens-go-home.ts'
import { practiceIn, signAll } from '../fakes/practice-session.ts'

let folder: string
let opened: Awaited<ReturnType<typeof practiceIn>>
let file: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countermark-tokens-'))
  opened = await practiceIn(folder)
  file = join(folder, 'a.txt')
  writeFileSync(file, 'a')
})
afterAll(async () => {
  await opened.practice.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a session keeps a token to itself whose home is another authority', async () => {
  const { practice, instance } = opened
  const { issuers } = homeOf(instance.signingConfig)
  const tokenHomes = [{ issuers, authorities: ['https://fulcio.known.example'] }]
  const signing = signAll([file], { practice, instance: { ...instance, tokenHomes } })
  await expect(signing).rejects.toMatchObject({ code: 'instance.tokens-astray' })
})

test('a session sends a token home', async () => {
  const { practice, instance } = opened
  const signing = signAll([file], { practice, instance: { ...instance, tokenHomes: [homeOf(instance.signingConfig)] } })
  await expect(signing).resolves.toHaveLength(1)
})
