import { join, resolve } from 'node:path'

/**
 * Where Countermark keeps its data: `COUNTERMARK_DATA_DIR`, else the place that the system has for it. The app and the
 * command line ask this one function, so that they share one practice instance.
 */
export function dataFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): string {
  if (env.COUNTERMARK_DATA_DIR) return resolve(env.COUNTERMARK_DATA_DIR)
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Countermark')
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'Countermark')
  // The XDG specification has relative values ignored.
  const xdg = env.XDG_DATA_HOME
  return join(xdg?.startsWith('/') ? xdg : join(home, '.local', 'share'), 'countermark')
}
