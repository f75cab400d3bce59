/** JSON as Go's encoder writes it. */

const ESCAPES: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
}

/** Fit to stand in a page. These letters occur within texts only. */
export const escaped = (json: string): string =>
  json.replace(/[<>&\u2028\u2029]/g, (letter) => ESCAPES[letter] ?? letter)
