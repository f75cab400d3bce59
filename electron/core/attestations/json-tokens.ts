/** The tokens of a text that is JSON. */

/**
 * Texts with their quotes, numbers as they are written, and the signs `{}[]:,`; words are left out. No pattern goes over
 * a whole token: one of many megabytes would break it. The text has to be JSON already.
 */
export function* jsonTokens(json: string): Generator<string> {
  let at = 0
  while (at < json.length) {
    const start = at
    const sign = json.charAt(at)
    if (sign === '"') at = endOfText(json, at)
    else if (isInNumber(json.charCodeAt(at)) && !isLetterE(json.charCodeAt(at))) at = endOfNumber(json, at)
    else at += 1
    if (at > start + 1 || '{}[]:,0123456789'.includes(sign)) yield json.slice(start, at)
  }
}

/** The first quote that no backslash of its own stands before. */
function endOfText(json: string, start: number): number {
  for (let quote = json.indexOf('"', start + 1); quote !== -1; quote = json.indexOf('"', quote + 1)) {
    let slashes = 0
    while (json[quote - 1 - slashes] === '\\') slashes += 1
    if (slashes % 2 === 0) return quote + 1
  }
  return json.length
}

function endOfNumber(json: string, start: number): number {
  let end = start + 1
  while (end < json.length && isInNumber(json.charCodeAt(end))) end += 1
  return end
}

/** One of `0123456789+-.eE`. */
const isInNumber = (code: number): boolean =>
  (code >= 0x30 && code <= 0x39) || code === 0x2b || code === 0x2d || code === 0x2e || isLetterE(code)

const isLetterE = (code: number): boolean => code === 0x45 || code === 0x65
