import type { SessionId } from '../electron/contract/model/session.ts'

/**
 * Sessions that shall begin as soon as their screen shows, each once. Not in the address: a window that reloads must not
 * open a browser.
 */
const waiting = new Set<SessionId>()

export const startOnce = {
  request: (session: SessionId): void => void waiting.add(session),
  take: (session: SessionId): boolean => waiting.delete(session),
}
