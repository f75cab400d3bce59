/** What the windows may not do, in one place: everything is denied, and the little that is needed is named. */
import { app, type Session } from 'electron'

/** The page writes what the person asked to copy; it cannot read the clipboard. */
const GRANTED = new Set(['clipboard-sanitized-write'])

/** No network, no permission, no download for a session: it loads our own scheme and nothing else. */
export function lockSession(session: Session): void {
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !isOwn(url) }))
  session.setPermissionRequestHandler((_, permission, decide) => decide(GRANTED.has(permission)))
  session.setPermissionCheckHandler((_, permission) => GRANTED.has(permission))
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
}

/** No window leaves its page, opens another one or hosts a foreign one. Call once, before the first window. */
export function lockContents(): void {
  app.on('web-contents-created', (_, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}

/** What every window of ours has in common. */
export const LOCKED = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  spellcheck: false,
  navigateOnDragDrop: false,
} as const

const isOwn = (url: string): boolean => url.startsWith('app://')
