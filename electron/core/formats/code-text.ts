/** Text of code in which bytes that are no UTF-8 can still be told from any letter. */

const strict = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true })
const lenient = new TextDecoder('utf-8', { ignoreBOM: true })

/** Half of a letter, which no text has. */
const NO_LETTER = '\udc80'

export function codeIn(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes)
  } catch {
    return lenient.decode(bytes).replaceAll('\ufffd', NO_LETTER)
  }
}

/** As it is shown. */
export const shownCode = (code: string): string => code.replaceAll(NO_LETTER, '\ufffd')
