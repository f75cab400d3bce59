/**
 * Links that other programs may open: `countermark://verify?about=…`. They fill in what is to be asked about, and nothing
 * more: a person looks at it and presses the button. They carry a purl, the page of a release, or a digest; never a path.
 */
import { parseAddress } from '../core/address.ts'
import { purlFrom } from '../core/verify/identify.ts'

const MOST_LETTERS = 2000

/** What a link is about, as text for a person to look at. Undefined for whatever is no such link. */
export function aboutIn(link: string): string | undefined {
  const url = link.length > MOST_LETTERS ? undefined : parseAddress(link)
  if (!url) return undefined
  const { protocol, host, pathname, searchParams, username, password, hash } = url
  if (protocol !== 'countermark:' || host !== 'verify' || !['', '/'].includes(pathname)) return undefined
  if (username !== '' || password !== '' || hash !== '') return undefined
  const entries = [...searchParams]
  const [only] = entries
  if (entries.length !== 1 || only?.[0] !== 'about') return undefined
  const [, about] = only
  return /^sha256:[0-9a-f]{64}$/.test(about) || purlFrom(about) ? about : undefined
}

/** The last link among the words that the app was started with. */
export const aboutAmong = (words: readonly string[]): string | undefined =>
  words.map(aboutIn).findLast((about) => about !== undefined)
