import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { chooseServices } from '../../../electron/core/signing/services.ts'
import { newDataFolder, newRun, toSign, toVerify } from './stand-in.ts'

describe('the practice instance', () => {
  test('is opened as any other, and twice it is the same one', async () => {
    const folder = newDataFolder()
    const run = newRun(folder)
    const [one, two] = await Promise.all([run.open('practice', toSign), run.open('practice', toVerify)])
    expect(one).toMatchObject({ id: 'practice', kind: 'practice', isPractice: true, trustSource: { from: 'instance' } })
    expect(one.signingConfig).toEqual(two.signingConfig)
    expect(existsSync(one.trustedRootPath)).toBe(true)
  })

  test('is opened to verify without being started, once it has run', async () => {
    const folder = newDataFolder()
    const first = newRun(folder)
    const { trust, trustedRootPath } = await first.open('practice', toSign)
    await first.close()
    const lock = readdirSync(join(folder, 'practice'))
    const instance = await newRun(folder).open('practice', toVerify)
    expect(instance.trustedRootPath).toBe(trustedRootPath)
    expect(instance.trust.material.tlogs).toEqual(trust.material.tlogs)
    expect(readdirSync(join(folder, 'practice'))).toEqual(lock)
  })

  test.each(['', '{}'])('whose trusted root on disk is %j starts to put that right', async (damaged) => {
    const folder = newDataFolder()
    const first = newRun(folder)
    const { trustedRootPath } = await first.open('practice', toSign)
    const whole = readFileSync(trustedRootPath, 'utf8')
    await first.close()
    writeFileSync(trustedRootPath, damaged)
    expect((await newRun(folder).open('practice', toVerify)).trust.ok).toBe(true)
    expect(readFileSync(trustedRootPath, 'utf8')).toBe(whole)
  })

  test('has the log of version 1 by default and that of version 2 by choice', async () => {
    const run = newRun(newDataFolder())
    const version = async (logVersion: 1 | 2) => {
      const { signingConfig } = await run.open('practice', { ...toSign, logVersion })
      return chooseServices(signingConfig, new Date()).logs.map(({ majorApiVersion }) => majorApiVersion)
    }
    expect([await version(1), await version(2)]).toEqual([[1], [2]])
  })

  test('writes its sample release', async () => {
    const paths = await newRun(newDataFolder()).writeSample()
    expect(paths.every((path) => existsSync(path))).toBe(true)
    expect(paths.length).toBeGreaterThan(0)
  })
})
