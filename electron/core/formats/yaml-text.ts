/** Bytes as the text of a YAML stream (YAML 1.2, sections 5.1 and 5.2), as Go's reader takes them: anything else is refused. */
export type YamlText = { readonly text: string } | { readonly error: string }

export function yamlText(bytes: Uint8Array): YamlText {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  let text: string
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return { error: `its letters are not ${encoding.toUpperCase()}` }
  }
  return isPrintable(text) ? { text } : { error: 'control characters are not allowed' }
}

function isPrintable(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 0x20 && code < 0x7f) continue
    if (code < 0x20 ? code !== 0x09 && code !== 0x0a && code !== 0x0d : code < 0xa0 && code !== 0x85) return false
    if (code === 0xfeff || code === 0xfffe || code === 0xffff) return false
  }
  return true
}
