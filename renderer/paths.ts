import type { ProjectId } from '../electron/contract/model/project.ts'
import type { SessionId } from '../electron/contract/model/session.ts'
import type { VerificationId } from '../electron/contract/model/verification.ts'

/** Where a screen is: the part of the address after the hash. */
export const paths = {
  start: '/',
  sign: '/sign',
  session: (id: SessionId): string => `/sign/${id}`,
  attest: (id: SessionId): string => `/attest/${id}`,
  verify: '/verify',
  verification: (id: VerificationId, file?: number): string => `/verify/${id}${file === undefined ? '' : `/${file}`}`,
  projects: '/projects',
  project: (id: ProjectId): string => `/projects/${id}`,
  health: (id: ProjectId): string => `/projects/${id}/health`,
  settings: '/settings',
  releases: '/releases',
  about: '/about',
} as const
