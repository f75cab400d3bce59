/** Which hosts were talked to, and why. In memory: it tells of this run alone. */
import type { Contact } from '../../contract/model/contact.ts'
import type { HttpRequest } from '../../core/ports.ts'

export interface Contacts {
  note(host: string, request: HttpRequest, now: Date): void
  /** In the order of first contact. */
  list(): readonly Contact[]
}

export function keepContacts(): Contacts {
  const kept = new Map<string, Contact>()
  return {
    note(host, { purpose = 'other' }, now) {
      const key = `${purpose} ${host}`
      const at = now.toISOString()
      const { firstAt = at, count = 0 } = kept.get(key) ?? {}
      kept.set(key, { host, purpose, firstAt, lastAt: at, count: count + 1 })
    },
    list: () => [...kept.values()],
  }
}
