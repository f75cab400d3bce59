/** One or two letters that stand for an identity on the maker's mark. */

const firstLetter = (text: string): string => /[\p{L}\p{N}]/u.exec(text)?.[0]?.toUpperCase() ?? ''

/**
 * `ada.lovelace@x` is AL, by the parts of the local name; `ada@lovelace.example` is AL, by name and place; a workflow
 * `https://host/owner/repo/…` is OR, by owner and repository.
 */
export function initials(identity: string): string {
  const url = /^https?:\/\/[^/]+\/([^/]+)\/?([^/@]*)/.exec(identity)
  if (url) return `${firstLetter(url[1] ?? '')}${firstLetter(url[2] ?? '')}` || '?'
  const [local = '', place = ''] = identity.split('@')
  const parts = local.split(/[._+-]+/).filter((part) => firstLetter(part) !== '')
  const [first = '', second = place] = parts
  return `${firstLetter(first)}${firstLetter(second)}` || '?'
}
