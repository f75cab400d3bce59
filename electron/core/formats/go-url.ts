/** Addresses as Go's `net/url` reads them: what it refuses, and what it takes for the host and the path. */
import { goQuoted } from './go-quoted.ts'

export interface GoUrl {
  /** In small letters. */
  readonly scheme: string
  readonly host: string
  readonly path: string
}

export type GoUrlResult = GoUrl | { readonly error: string }

const IN_HOSTS = /^[\w!"$&'()*+,\-.:;<=>[\]~\u0080-\u{10ffff}]$/u
const IN_USERS = /^[\w\-.:~!$&'()*+,;=%@]*$/
/** Of these, `%` stands for letters beyond ASCII only. */
const HEX = /^[\da-f]{2}$/i

/** Cannot be read, for the reason that Go gives. */
class Refused {
  readonly why: string

  constructor(why: string) {
    this.why = why
  }
}

const refuse = (why: string): never => {
  throw new Refused(why)
}

/** Any address, and any path. */
export function parseUrl(text: string): GoUrlResult {
  const at = text.indexOf('#')
  const address = at < 0 ? text : text.slice(0, at)
  const parsed = tried(address, () => parse(address, false))
  if ('error' in parsed || at < 0) return parsed
  return tried(text, () => {
    unescaped(text.slice(at + 1))
    return parsed
  })
}

/** What the line of a request can have: a scheme with anything behind it, a path, or a star. */
export const parseRequestUri = (text: string): GoUrlResult => tried(text, () => parse(text, true))

function tried(text: string, read: () => GoUrl): GoUrlResult {
  try {
    return read()
  } catch (error) {
    if (error instanceof Refused) return { error: `parse ${goQuoted(text)}: ${error.why}` }
    throw error
  }
}

function parse(text: string, isRequest: boolean): GoUrl {
  if ([...text].some((letter) => letter < ' ' || letter === '\u007f')) {
    refuse('net/url: invalid control character in URL')
  }
  if (text === '' && isRequest) refuse('empty url')
  if (text === '*') return { scheme: '', host: '', path: '*' }
  if (text.startsWith(':')) refuse('missing protocol scheme')
  const [, name] = /^([a-z][a-z\d+.-]*):/i.exec(text) ?? []
  const scheme = name?.toLowerCase() ?? ''
  let [rest = ''] = (name === undefined ? text : text.slice(name.length + 1)).split('?')
  if (!rest.startsWith('/')) {
    if (name !== undefined) return { scheme, host: '', path: '' }
    if (isRequest) refuse('invalid URI for request')
    if (rest.split('/')[0]?.includes(':')) refuse('first path segment in URL cannot contain colon')
  }
  let host = ''
  if (rest.startsWith('//') && (name !== undefined || (!isRequest && !rest.startsWith('///')))) {
    const end = rest.indexOf('/', 2)
    host = hostOf(rest.slice(2, end < 0 ? rest.length : end))
    rest = end < 0 ? '' : rest.slice(end)
  }
  return { scheme, host, path: unescaped(rest) }
}

function hostOf(authority: string): string {
  const at = authority.lastIndexOf('@')
  const host = plainHost(authority.slice(at + 1))
  if (at < 0) return host
  const user = authority.slice(0, at)
  if (!IN_USERS.test(user)) refuse('net/url: invalid userinfo')
  unescaped(user)
  return host
}

function plainHost(host: string): string {
  const open = host.lastIndexOf('[')
  if (open > 0) refuse('invalid IP-literal')
  if (open < 0) {
    const colon = host.lastIndexOf(':')
    checkPort(colon < 0 ? '' : host.slice(colon))
    return unescapedHost(host)
  }
  const close = host.lastIndexOf(']')
  if (close < 0) refuse("missing ']' in host")
  const port = host.slice(close + 1)
  checkPort(port)
  const name = host.slice(1, close)
  const zone = name.indexOf('%25')
  const address =
    zone < 0 ? unescapedHost(name) : unescapedHost(name.slice(0, zone)) + unescaped(name.slice(zone), isInZone)
  if (!isIpv6(address)) refuse('invalid host: ParseAddr: unable to parse IP')
  return `[${address}]${port}`
}

function checkPort(port: string): void {
  if (!/^(?::\d*)?$/.test(port)) refuse(`invalid port ${goQuoted(port)} after host`)
}

function unescapedHost(host: string): string {
  for (const [i, letter] of [...host].entries()) {
    if (letter !== '%' && !IN_HOSTS.test(letter)) {
      // The first fault is told, and an escape before it may be one.
      unescaped([...host].slice(0, i).join(''), isInHost)
      refuse(`invalid character ${goQuoted(letter)} in host name`)
    }
  }
  return unescaped(host, isInHost)
}

const isInHost = (code: string): boolean => code === '%25' || code.charCodeAt(1) >= 56

const isInZone = (code: string): boolean => {
  const letter = String.fromCharCode(Number.parseInt(code.slice(1), 16))
  return code === '%25' || letter === ' ' || IN_HOSTS.test(letter)
}

function unescaped(text: string, isAllowed: (code: string) => boolean = () => true): string {
  for (let at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 3)) {
    const code = text.slice(at, at + 3)
    if (!HEX.test(code.slice(1)) || !isAllowed(code)) refuse(`invalid URL escape ${goQuoted(code)}`)
  }
  return text.replace(/(?:%[\da-f]{2})+/gi, (list) =>
    decoder.decode(Uint8Array.from(list.slice(1).split('%'), (digits) => Number.parseInt(digits, 16))),
  )
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** With or without a zone. */
function isIpv6(text: string): boolean {
  const [, address = '', zone] = /^([^%]*)(%.*)?$/s.exec(text) ?? []
  if (zone === '%' || !address.includes(':')) return false
  const halves = address.split('::')
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  const last = groups.at(-1) ?? ''
  const isMapped = last.includes('.') && /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(last)
  if (isMapped) groups.splice(-1, 1, '0', '0')
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return false
  return halves.length === 1 ? groups.length === 8 : halves.length === 2 && groups.length < 8
}
