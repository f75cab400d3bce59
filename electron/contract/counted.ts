/** Numbers within sentences. */

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']

/** Words up to twelve, then numerals with thin spaces: `three`, `10 000`. */
export const count = (n: number): string => WORDS[n] ?? String(n).replace(/\B(?=(\d{3})+$)/g, '\u202f')

/** `one file`, `three files`. */
export const counted = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`

/** At the beginning of a sentence. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
