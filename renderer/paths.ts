import type { SessionId } from '../electron/contract/model/session.ts'

/** Where a screen is: the part of the address after the hash. */
export const paths = {
  start: '/',
  sign: '/sign',
  session: (id: SessionId): string => `/sign/${id}`,
  attest: (id: SessionId): string => `/attest/${id}`,
  settings: '/settings',
  releases: '/releases',
  about: '/about',
} as const
