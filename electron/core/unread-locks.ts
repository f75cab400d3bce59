/** What is said of lock files that cannot be read: nobody takes them for looked at. */

/** So many are named. */
const MOST = 5

/** A sentence, or none. */
export function unreadWords(paths: readonly string[]): string[] {
  if (paths.length === 0) return []
  const more = paths.length > MOST ? ` and ${paths.length - MOST} more` : ''
  return [`Not looked up, since it cannot be read: ${paths.slice(0, MOST).join(', ')}${more}.`]
}
