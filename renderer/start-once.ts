/**
 * Sessions and verifications that shall begin as soon as their screen shows, each once. Not in the address: a window that reloads must not
 * open a browser.
 */
const waiting = new Set<string>()

export const startOnce = {
  request: (id: string): void => void waiting.add(id),
  take: (id: string): boolean => waiting.delete(id),
}
