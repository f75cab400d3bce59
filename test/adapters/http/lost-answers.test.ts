/** The runtime's errors in the product's words, those included that no server on this machine can bring about. */
import { describe, expect, test } from 'vitest'
import { brokenOff } from '../../../electron/adapters/http/broken-off.ts'
import { fault } from '../../../electron/contract/faults.ts'
import { isLostAnswer } from '../../../electron/core/retry.ts'
import { asker, faultOf } from './asking.ts'

const failed = (...codes: string[]): Error => {
  const errors = codes.map((code) => Object.assign(new Error(`connect ${code} with secret`), { code }))
  return errors.length === 1 ? (errors[0] as Error) : new AggregateError(errors)
}

describe('without an answer', () => {
  test.each([
    [['ENETUNREACH'], 'network.offline'],
    [['EAI_AGAIN'], 'network.offline'],
    [['ENOTFOUND'], 'network.name-not-found'],
    [['ECONNREFUSED'], 'network.refused'],
    [['ECONNREFUSED', 'ECONNREFUSED'], 'network.refused'],
    [['ENETUNREACH', 'ECONNREFUSED'], 'network.unreachable'],
    [['EHOSTUNREACH'], 'network.unreachable'],
    [['ECONNRESET'], 'network.unreachable'],
    [['ETIMEDOUT'], 'network.timeout'],
    [['ETIMEDOUT', 'ENETUNREACH'], 'network.unreachable'],
    [['EPROTO'], 'network.tls'],
    [['ERR_SSL_WRONG_VERSION_NUMBER'], 'network.tls'],
    [['HPE_INVALID_CONSTANT'], 'network.garbled'],
    [['Z_DATA_ERROR'], 'network.garbled'],
    [['Z_BUF_ERROR'], 'network.truncated'],
    [[], 'network.unreachable'],
  ])('%j', (codes, code) => {
    const told = brokenOff('log.example', codes.length === 0 ? new Error('with secret') : failed(...codes), false)
    expect(told.code).toBe(code)
    expect(told.details.host).toBe('log.example')
    expect(`${told.title} ${told.hint}`).not.toMatch(/\{\w+\}|secret/)
    const isHopeless = /tls|garbled/.test(code)
    expect(isLostAnswer(told)).toBe(!isHopeless)
  })

  test('a fault stays what it is', () => {
    const proxy = fault('network.proxy-refused', { proxy: 'p:1', host: 'h', status: '403' })
    expect(brokenOff('log.example', proxy, false)).toBe(proxy)
  })

  test('a name that nobody has', async () => {
    // RFC 6761 §6.4. Where there is no network at all, nobody can say that the name is not there.
    const { code } = await faultOf(asker()('https://countermark.invalid/'))
    expect(['network.name-not-found', 'network.offline']).toContain(code)
  })
})

test('half an answer is told as one', () => {
  expect(brokenOff('log.example', failed('ECONNRESET'), true).code).toBe('network.truncated')
})
