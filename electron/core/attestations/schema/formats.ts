/** The formats that the schemas in `resources/schemas/` name. */

export interface Format {
  /** As it ends the sentence “… is not …”. */
  readonly name: string
  fits(text: string): boolean
}

/** RFC 3339, section 5.6: a day that the month has. */
function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)?.map(Number) ?? []
  if (year === undefined || month === undefined || day === undefined) return false
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

const TIME = /^[Tt]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/

const isDateTime = (text: string): boolean => isDate(text.slice(0, 10)) && TIME.test(text.slice(10))

/** RFC 3987: no spaces, controls or brackets that are no part of one, and escapes are whole. */
const isReference = (text: string): boolean => !/[\p{Cc}\p{Cs}\p{Z}<>"{}|\\^`]|%(?![0-9A-Fa-f]{2})/u.test(text)

const isUri = (text: string): boolean => isReference(text) && /^[A-Za-z][A-Za-z0-9+.-]*:[\x21-\x7e]*$/.test(text)

/** RFC 6531, as far as it can be told without asking a mail server. */
const isEmail = (text: string): boolean => /^("[^"]+"|[^\s@"]+)@[^\s@]+$/u.test(text)

export const formats: ReadonlyMap<string, Format> = new Map([
  ['date', { name: 'a day such as 2026-01-31', fits: isDate }],
  ['date-time', { name: 'a time such as 2026-01-31T09:30:00Z', fits: isDateTime }],
  ['idn-email', { name: 'an e-mail address', fits: isEmail }],
  ['iri-reference', { name: 'an address', fits: isReference }],
  ['uri', { name: 'an absolute address', fits: isUri }],
])
