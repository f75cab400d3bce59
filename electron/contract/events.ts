/** The one registry of events. Events name what changed and carry no state: the page asks again. */
import { z } from 'zod'
import { ProjectId } from './model/project.ts'
import { SessionId } from './model/session.ts'

export const events = {
  'session.changed': z.object({ session: SessionId }),
  /** What is known of a project, or what a person said of it. */
  'project.changed': z.object({ project: ProjectId }),
  /** Settings, or the instances that can be chosen. */
  'settings.changed': z.object({}),
  /** Another program asks to verify something: `verifying.linked` tells what. */
  'link.opened': z.object({}),
  /** The menu or a shortcut of the system asks the page for the command palette. */
  'palette.requested': z.object({}),
} as const

export type EventName = keyof typeof events
export type EventValue<N extends EventName> = z.infer<(typeof events)[N]>
