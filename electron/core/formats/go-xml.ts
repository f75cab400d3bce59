/**
 * XML as Go's `encoding/xml` reads it when it is strict: what it refuses is refused here, and what it lets pass is let pass. It
 * looks at nothing behind the first element, and at the bytes of no comment.
 */

/** What is found, in its order. Names are without their prefixes. */
export interface XmlReader {
  open(name: string, attributes: ReadonlyMap<string, string>): void
  text(text: string): void
  close(): void
}

/** Whether the first element could be read to its end. */
export function readXml(bytes: Uint8Array, reader: XmlReader): boolean {
  try {
    new Xml(Buffer.from(bytes).toString('latin1'), reader).read()
    return true
  } catch (error) {
    if (error instanceof XmlError) return false
    throw error
  }
}

class XmlError extends Error {}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Letters stand for bytes: everything that counts is ASCII. */
class Xml {
  private at = 0
  private readonly source: string
  private readonly reader: XmlReader

  constructor(source: string, reader: XmlReader) {
    this.source = source
    this.reader = reader
  }

  read(): void {
    const open: string[] = []
    do {
      const start = this.source.indexOf('<', this.at)
      if (start < 0) throw new XmlError()
      const text = textIn(this.source.slice(this.at, start))
      if (open.length > 0 && text !== '') this.reader.text(text)
      this.at = start + 1
      if (this.skips('/')) this.end(open)
      else if (this.skips('?')) this.instruction()
      else if (this.skips('!--')) this.comment()
      else if (this.skips('![CDATA[')) this.data(open.length > 0)
      else if (this.skips('!')) this.directive()
      else this.start(open)
    } while (open.length > 0 || !this.hasRoot)
  }

  private hasRoot = false

  private skips(text: string): boolean {
    if (!this.source.startsWith(text, this.at)) return false
    this.at += text.length
    return true
  }

  /** What stands before a text, and goes on behind it. */
  private upTo(text: string): string {
    const end = this.source.indexOf(text, this.at)
    if (end < 0) throw new XmlError()
    const before = this.source.slice(this.at, end)
    this.at = end + text.length
    return before
  }

  private space(): void {
    while (/^[ \t\r\n]/.test(this.source[this.at] ?? '')) this.at++
  }

  private name(): string {
    NAME.lastIndex = this.at
    const name = NAME.exec(this.source)?.[0] ?? ''
    this.at += name.length
    const whole = decoded(name)
    if (!RIGHT_NAME.test(whole)) throw new XmlError()
    return whole
  }

  private end(open: string[]): void {
    const name = prefixed(this.name())
    this.space()
    if (!this.skips('>') || open.pop() !== name.join(':')) throw new XmlError()
    this.reader.close()
  }

  private start(open: string[]): void {
    const name = prefixed(this.name())
    const attributes = new Map<string, string>()
    for (;;) {
      this.space()
      const isEmpty = this.skips('/')
      if (this.skips('>')) {
        this.hasRoot = true
        this.reader.open(name.at(-1) ?? '', attributes)
        if (isEmpty) this.reader.close()
        else open.push(name.join(':'))
        return
      }
      if (isEmpty) throw new XmlError()
      const attribute = prefixed(this.name()).at(-1) ?? ''
      this.space()
      if (!this.skips('=')) throw new XmlError()
      this.space()
      const quote = this.source[this.at++]
      if (quote !== '"' && quote !== "'") throw new XmlError()
      const value = this.upTo(quote)
      if (value.includes('<')) throw new XmlError()
      attributes.set(attribute, textIn(value, true))
    }
  }

  private instruction(): void {
    const name = this.name()
    this.space()
    const content = this.upTo('?>')
    if (name !== 'xml') return
    const version = parameter('version', content)
    const encoding = parameter('encoding', content)
    if ((version !== '' && version !== '1.0') || (encoding !== '' && encoding.toLowerCase() !== 'utf-8'))
      throw new XmlError()
  }

  private comment(): void {
    this.upTo('--')
    if (!this.skips('>')) throw new XmlError()
  }

  private data(isInside: boolean): void {
    const text = checked(decoded(this.upTo(']]>')))
    if (isInside) this.reader.text(text)
  }

  /** `<!DOCTYPE …>` and others: nobody cares, but there may be brackets in it. */
  private directive(): void {
    let [depth, quote] = [0, '']
    // The first letter is nobody's, if nothing else begins with it.
    const first = this.source[this.at++]
    if (first === '-' || first === '[') throw new XmlError()
    for (;;) {
      const letter = this.source[this.at++]
      if (letter === undefined) throw new XmlError()
      if (quote !== '') {
        if (letter === quote) quote = ''
      } else if (letter === "'" || letter === '"') quote = letter
      else if (letter === '>' && depth-- === 0) return
      else if (letter === '<') {
        if (this.skips('!--')) this.upTo('-->')
        else depth++
      }
    }
  }
}

const NAME = /[\w:.\u0080-\u00ff-]*/y
const RIGHT_NAME = /^[\p{L}_:][\p{L}\p{M}\p{N}_:.\u00b7-]*$/u

/** A prefix, where there is one, and the name. */
function prefixed(name: string): string[] {
  const parts = name.split(':')
  if (parts.length > 2) throw new XmlError()
  return parts.includes('') ? [name] : parts
}

/** Wherever it stands, as Go looks for it. */
function parameter(name: string, content: string): string {
  const found = new RegExp(`${name}=(?:"([^"]*)"|'([^']*)')`).exec(content)
  return found?.[1] ?? found?.[2] ?? ''
}

/** Lines end in one way only. */
function decoded(bytes: string): string {
  try {
    return decoder.decode(Buffer.from(bytes.replace(/\r\n?/g, '\n'), 'latin1'))
  } catch {
    throw new XmlError()
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML does not have
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u

function checked(text: string): string {
  if (FORBIDDEN.test(text)) throw new XmlError()
  return text
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', apos: "'", quot: '"' }
const MOST = 0x10ffff

function textIn(bytes: string, isQuoted = false): string {
  if (!isQuoted && bytes.includes(']]>')) throw new XmlError()
  const text = decoded(bytes).replace(/&(?:#(\d+);|#x([\da-fA-F]+);|(\w+);)?/g, (_, decimal, hexadecimal, name) => {
    const code = Number.parseInt(decimal ?? hexadecimal ?? '', decimal === undefined ? 16 : 10)
    if (code <= MOST) return code >= 0xd800 && code < 0xe000 ? '\ufffd' : String.fromCodePoint(code)
    const known = name === undefined ? undefined : ENTITIES[name]
    if (known === undefined) throw new XmlError()
    return known
  })
  return checked(text)
}
