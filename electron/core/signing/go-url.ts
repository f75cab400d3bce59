/** Names that are URIs pass through Go's `net/url` on their way into a certificate, which may write them anew. */

/** What may stand in a path as it is (Go's `validEncoded`), with escapes that are whole. */
const STANDS = /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/[\]]|%[0-9A-Fa-f]{2})*$/
/** What a path keeps when it has to be written anew. */
const KEPT = /[A-Za-z0-9\-._~$&+,/:;=@]/
const URI = /^([a-z][a-z0-9+.-]*:\/\/[A-Za-z0-9.-]+(?::\d+)?)([^?#]*)(#.+)?$/s
const CONTROL = /[\p{Cc}\p{Cs}]/u

/**
 * The text that parsing and printing make of a URI with a host, or undefined where that is not known: it has a query, or
 * a fragment that would be written anew, or cannot be parsed. Schemes and hosts are taken as they are, in small letters.
 */
export function printedByGo(uri: string): string | undefined {
  const [, front = '', path = '', fragment = ''] = URI.exec(uri) ?? []
  if (front === '' || CONTROL.test(uri) || !STANDS.test(fragment.slice(1))) return undefined
  if (path !== '' && !path.startsWith('/')) return undefined
  if (STANDS.test(path)) return uri
  // An escape that is not whole is an error there.
  if (/%(?![0-9A-Fa-f]{2})/.test(path)) return undefined
  return front + escaped(unescaped(path)) + fragment
}

const unescaped = (path: string): Buffer =>
  Buffer.concat(
    path
      .split(/(%[0-9A-Fa-f]{2})/)
      .map((part, i) => (i % 2 === 1 ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part))),
  )

const escaped = (path: Buffer): string =>
  Array.from(path, (byte) => {
    const char = String.fromCharCode(byte)
    return byte < 128 && KEPT.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }).join('')
