/** What a database of vulnerabilities knows of the packages of a project. Only whoever may ask can know it. */
import type { Advisory } from '../../contract/model/advisory.ts'
import { UNREAD_LOCKS, unreadWords } from '../unread-words.ts'
import { fact, Unknown } from './fact.ts'
import { lockedPackages } from './locked-packages.ts'

export const advisories = fact({
  id: 'advisories',
  async gather(from): Promise<readonly Advisory[]> {
    if (from.known?.advisories) return from.known.advisories
    const { packages, unread } = await lockedPackages.gather(from)
    // Of nothing there is nothing to be known.
    if (packages.length === 0) return []
    throw new Unknown('internal error: nobody was asked for vulnerabilities', {
      why: [
        'Nobody was asked whether the dependencies have known vulnerabilities.',
        ...unreadWords(UNREAD_LOCKS, unread),
      ].join(' '),
      helps: 'Ask OSV. It is sent their names and versions or commits, and nothing else.',
      ask: 'osv',
    })
  },
})
