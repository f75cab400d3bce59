/** What counts as an e-mail address here: what a certificate can name (an rfc822Name is ASCII) and a browser accepts. */

/** HTML's rule for `input type=email`, with at most 64 characters before the at sign, and no dots in a row. */
const ADDRESS =
  /^(?=.{1,64}@)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i
const LONGEST = 254

/** What is wrong with it in plain words, or undefined where nothing is. Expects a trimmed text. */
export function problemWithEmail(text: string): string | undefined {
  if (text === '') return 'Type an address. It need not exist: this is practice.'
  if (text.length > LONGEST) return `That is too long: an address has at most ${LONGEST} characters.`
  if (/[^\x20-\x7e]/.test(text)) return 'A certificate can only name an address of plain letters, digits and signs.'
  if (!text.includes('@')) return 'An address has an @ in it, as in ada@example.org.'
  if (!ADDRESS.test(text)) return 'That does not read as an address. One looks like ada@example.org.'
  return undefined
}
