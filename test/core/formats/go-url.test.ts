/** Addresses: the answers are those of Go's `net/url`, as a program of Go 1.25 reads them. */
import { describe, expect, it } from 'vitest'
import { parseRequestUri, parseUrl } from '../../../electron/core/formats/go-url.ts'

describe('an address', () => {
  it.each([
    ['https://x.io/a.sh', 'https', 'x.io', '/a.sh'],
    ['HTTPS://X.io:80/a%20b?c=/d#e', 'https', 'X.io:80', '/a b'],
    ['http://u:p%40@x/y', 'http', 'x', '/y'],
    ['http://a:1:2/b', 'http', 'a:1:2', '/b'],
    ['http://[fe80::1%25en0]:80/a', 'http', '[fe80::1%en0]:80', '/a'],
    ['http://[::ffff:1.2.3.4]/', 'http', '[::ffff:1.2.3.4]', '/'],
    ['http://x/%c3%a9', 'http', 'x', '/é'],
    ['https:a', 'https', '', ''],
    ['//a/b', '', 'a', '/b'],
    ['a/b:c', '', '', 'a/b:c'],
    ['*', '', '', '*'],
  ])('is read: %s', (text, scheme, host, path) => {
    expect(parseUrl(text)).toEqual({ scheme, host, path })
  })

  it.each([
    ['http://HOST:PORT/x', 'parse "http://HOST:PORT/x": invalid port ":PORT" after host'],
    ['http://{{x}}/y', 'parse "http://{{x}}/y": invalid character "{" in host name'],
    ['http://x/%zz', 'parse "http://x/%zz": invalid URL escape "%zz"'],
    ['http://%41/y', 'parse "http://%41/y": invalid URL escape "%41"'],
    ['http://x/a#%zz', 'parse "http://x/a#%zz": invalid URL escape "%zz"'],
    ['http://u|@x/', 'parse "http://u|@x/": net/url: invalid userinfo'],
    ['http://a[1]/', 'parse "http://a[1]/": invalid IP-literal'],
    ['http://[::1/', 'parse "http://[::1/": missing \']\' in host'],
    ['http://x\t/', 'parse "http://x\\t/": net/url: invalid control character in URL'],
    [':a', 'parse ":a": missing protocol scheme'],
    ['1a:b', 'parse "1a:b": first path segment in URL cannot contain colon'],
  ])('is none: %j', (text, error) => {
    expect(parseUrl(text)).toEqual({ error })
  })

  it.each([
    '1.2.3.4',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8::',
    '12345::',
    '::1.2.3.04',
    '::1.2.3',
    '::1%25',
  ])('is none with brackets around %s', (host) => {
    expect(parseUrl(`http://[${host}]/`)).toHaveProperty('error')
  })
})

describe('the target of a request', () => {
  it.each(['/a', 'foo:bar', '*', 'https://x', '//a{b/c'])('can be %s', (text) => {
    expect(parseRequestUri(text)).toHaveProperty('path')
  })

  it.each(['', 'a', 'a/b', './a', '#a', '/%zz'])('cannot be %j', (text) => {
    expect(parseRequestUri(text)).toHaveProperty('error')
  })
})
