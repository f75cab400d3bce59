/** Which proxy the environment or the system names. */
import { describe, expect, test } from 'vitest'
import { proxyFromEnvironment } from '../../../electron/adapters/http/proxy-from-environment.ts'
import { proxyFromSystem, proxyIn } from '../../../electron/main/proxy.ts'

describe('the environment', () => {
  test.each<[string, Record<string, string>, string, string | undefined]>([
    ['nothing', {}, 'https://log.example/', undefined],
    ['HTTPS_PROXY', { HTTPS_PROXY: 'http://p:1' }, 'https://log.example/', 'http://p:1'],
    [
      'lower case first',
      { HTTPS_PROXY: 'http://p:1', https_proxy: 'http://q:2' },
      'https://log.example/',
      'http://q:2',
    ],
    ['HTTP_PROXY is not for https', { HTTP_PROXY: 'http://p:1' }, 'https://log.example/', undefined],
    ['ALL_PROXY', { ALL_PROXY: 'http://p:1' }, 'https://log.example/', 'http://p:1'],
    ['the nearer one', { all_proxy: 'http://p:1', HTTPS_PROXY: 'http://q:2' }, 'https://log.example/', 'http://q:2'],
    ['no scheme', { HTTPS_PROXY: 'p:1' }, 'https://log.example/', 'http://p:1'],
    ['empty is none', { HTTPS_PROXY: '', https_proxy: ' ' }, 'https://log.example/', undefined],
    ['this machine', { HTTPS_PROXY: 'http://p:1', HTTP_PROXY: 'http://p:1' }, 'http://127.0.0.1:80/', undefined],
    ['this machine by name', { ALL_PROXY: 'http://p:1' }, 'https://localhost/', undefined],
  ])('%s', async (_, env, url, proxy) => {
    expect(await proxyFromEnvironment(env)(new URL(url))).toBe(proxy)
  })

  test.each<[string, string, boolean]>([
    ['log.example', 'https://log.example/', true],
    ['example', 'https://log.example/', true],
    ['.example', 'https://log.example/', true],
    ['*.example', 'https://log.example/', true],
    ['LOG.Example', 'https://log.example/', true],
    ['log.example.', 'https://log.example/', true],
    ['og.example', 'https://log.example/', false],
    ['log.example.evil', 'https://log.example/', false],
    ['*', 'https://log.example/', true],
    ['a.test, log.example', 'https://log.example/', true],
    ['a.test log.example', 'https://log.example/', true],
    ['log.example:443', 'https://log.example/', true],
    ['log.example:8443', 'https://log.example/', false],
    ['log.example:8443', 'https://log.example:8443/', true],
    ['', 'https://log.example/', false],
    [',', 'https://log.example/', false],
    ['.', 'https://log.example/', false],
    ['192.0.2.7', 'https://192.0.2.7/', true],
    ['192.0.2.0/24', 'https://192.0.2.7/', true],
    ['192.0.2.0/33', 'https://192.0.2.7/', false],
    ['192.0.2.0/x', 'https://192.0.2.7/', false],
    ['2.7', 'https://192.0.2.7/', false],
    ['[2001:db8::1]', 'https://[2001:db8::1]/', true],
    ['2001:db8::/32', 'https://[2001:db8::1]/', true],
    ['[2001:db8::1]:8443', 'https://[2001:db8::1]/', false],
    ['192.0.2.0/24', 'https://[2001:db8::1]/', false],
  ])('NO_PROXY=%s for %s', async (list, url, isExempt) => {
    for (const name of ['NO_PROXY', 'no_proxy']) {
      const env = { HTTPS_PROXY: 'http://p:1', [name]: list }
      expect(await proxyFromEnvironment(env)(new URL(url))).toBe(isExempt ? undefined : 'http://p:1')
    }
  })
})

describe('the system', () => {
  test.each([
    ['DIRECT', undefined],
    ['', undefined],
    ['PROXY proxy.example:3128', 'http://proxy.example:3128'],
    ['PROXY proxy.example:3128; DIRECT', 'http://proxy.example:3128'],
    ['HTTPS proxy.example:443;PROXY other:80', 'https://proxy.example:443'],
    ['SOCKS5 s.example:1080; PROXY proxy.example:3128', 'http://proxy.example:3128'],
    ['SOCKS5 s.example:1080', 'socks5://s.example:1080'],
    ['SOCKS s.example:1080;', 'socks4://s.example:1080'],
    ['QUIC proxy.example:443; DIRECT', undefined],
    ['PROXY', undefined],
  ])('answers %j', (answer, proxy) => {
    expect(proxyIn(answer)).toBe(proxy)
  })

  test('is not told what is asked of the host', async () => {
    const asked: string[] = []
    const resolve = async (url: string) => {
      asked.push(url)
      return 'DIRECT'
    }
    await proxyFromSystem(resolve)(new URL('https://log.example/a?token=b'))
    expect(asked).toEqual(['https://log.example/'])
  })
})
