/** The table of screens: a row here is a route, an entry of the rail and a line of the command palette. */
import { type ComponentType, lazy } from 'react'
import { paths } from '../paths.ts'
// What the window opens with comes with it; the others are fetched when they are gone to.
import { StartScreen } from '../screens/start/Screen.tsx'

export interface ScreenRoute {
  readonly path: string
  readonly title: string
  readonly Screen: ComponentType
  /** The screen that it is reached from: not in the rail itself, and no line of the palette. */
  readonly under?: string
}

export const routes: readonly ScreenRoute[] = [
  {
    path: paths.start,
    title: 'Start',
    Screen: StartScreen,
  },
  {
    path: '/sign/:session?',
    title: 'Sign',
    Screen: lazy(() => import('../screens/sign/Screen.tsx').then((m) => ({ default: m.SignScreen }))),
  },
  {
    path: '/attest/:session',
    title: 'Attest',
    under: paths.sign,
    Screen: lazy(() => import('../screens/attest/Screen.tsx').then((m) => ({ default: m.AttestScreen }))),
  },
  {
    path: '/verify/:verification?/:file?',
    title: 'Verify',
    Screen: lazy(() => import('../screens/verify/Screen.tsx').then((m) => ({ default: m.VerifyScreen }))),
  },
  {
    path: paths.projects,
    title: 'Projects',
    Screen: lazy(() => import('../screens/projects/Screen.tsx').then((m) => ({ default: m.ProjectsScreen }))),
  },
  {
    path: '/projects/:project',
    title: 'Project',
    under: paths.projects,
    Screen: lazy(() => import('../screens/project/Screen.tsx').then((m) => ({ default: m.ProjectScreen }))),
  },
  {
    path: '/projects/:project/health',
    title: 'Health',
    under: paths.projects,
    Screen: lazy(() => import('../screens/health/Screen.tsx').then((m) => ({ default: m.HealthScreen }))),
  },
  {
    path: paths.releases,
    title: 'Releases',
    Screen: lazy(() => import('../screens/releases/Screen.tsx').then((m) => ({ default: m.ReleasesScreen }))),
  },
  {
    path: paths.settings,
    title: 'Settings',
    Screen: lazy(() => import('../screens/settings/Screen.tsx').then((m) => ({ default: m.SettingsScreen }))),
  },
  {
    path: paths.about,
    title: 'About',
    Screen: lazy(() => import('../screens/about/Screen.tsx').then((m) => ({ default: m.AboutScreen }))),
  },
]

/** What the rail and the palette name. */
export const entries = routes.filter(({ under }) => under === undefined)

/** The entry of the rail that a location belongs to. */
export function entryOf(location: string): ScreenRoute | undefined {
  const isAt = (root: string) =>
    root === '/' ? location === '/' : location === root || location.startsWith(`${root}/`)
  const route = routes.find((one) => isAt(rootOf(one)))
  return entries.find((entry) => rootOf(entry) === (route?.under ?? (route && rootOf(route))))
}

/** Where the rail leads: the path without its parameters. */
export const rootOf = ({ path }: ScreenRoute): string => path.replace(/\/:.*$/, '')
