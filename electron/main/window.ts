import { BrowserWindow, nativeTheme } from 'electron'
import { LOCKED } from './lockdown.ts'

/** The ground of the page in each theme, so that a window never flashes before its first paint. */
export const PAPER = { light: '#f5f2ea', dark: '#191814' } as const

export const ORIGIN = 'app://countermark'

/** The product's window. It is shown when its page has something to show. */
export function createWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1180,
    height: 780,
    minWidth: 480,
    minHeight: 400,
    show: false,
    title: 'Countermark',
    backgroundColor: PAPER[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'],
    autoHideMenuBar: true,
    webPreferences: { ...LOCKED, preload },
  })
  window.once('ready-to-show', () => window.show())
  return window
}
