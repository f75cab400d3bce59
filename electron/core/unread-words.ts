/** What is said of files that nobody looked into: nobody takes them for looked at. */

/** Of lock files. */
export const UNREAD_LOCKS = 'Not looked up, since it cannot be read'

/** So many are named. */
const MOST = 5

/** A sentence, or none. `what` stands before the names. */
export function unreadWords(what: string, paths: readonly string[]): string[] {
  const all = [...new Set(paths)]
  if (all.length === 0) return []
  const more = all.length > MOST ? ` and ${all.length - MOST} more` : ''
  return [`${what}: ${all.slice(0, MOST).join(', ')}${more}.`]
}
