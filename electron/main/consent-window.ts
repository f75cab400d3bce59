/**
 * The consent window: main owns it, it has its own session and a bridge of one function, and nothing in the page that
 * asked can reach it. A window that is closed is a refusal.
 */
import { join } from 'node:path'
import { BrowserWindow, nativeTheme, session } from 'electron'
import { ConsentAnswer, type PublicRecord } from '../contract/model/record.ts'
import { visible } from '../core/display-name.ts'
import type { Consent } from '../core/ports.ts'
import { LOCKED, lockSession } from './lockdown.ts'
import { servePages } from './protocol.ts'
import { PAPER } from './window.ts'

const HOST = 'consent'

export interface ConsentWindowOptions {
  readonly pagesFolder: string
  readonly preload: string
  readonly parent: () => BrowserWindow | undefined
}

export const consentWindow = ({ pagesFolder, preload, parent }: ConsentWindowOptions): Consent => ({
  ask(record, signal) {
    signal.throwIfAborted()
    // A session of its own for each question: nothing of one is left for the next.
    const own = session.fromPartition(`consent-${Date.now()}`)
    lockSession(own)
    servePages(own, {
      folder: pagesFolder,
      host: HOST,
      index: 'consent.html',
      fill: () => ({ RECORD: inHtml(shown(record)) }),
    })
    const owner = parent()
    const window = new BrowserWindow({
      ...(owner ? { parent: owner, modal: true } : {}),
      width: 1040,
      height: 760,
      minWidth: 480,
      minHeight: 420,
      show: false,
      title: 'This is what will be public',
      backgroundColor: PAPER[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'],
      autoHideMenuBar: true,
      webPreferences: { ...LOCKED, session: own, preload: join(preload) },
    })
    window.once('ready-to-show', () => window.show())
    return new Promise<ConsentAnswer>((resolve, reject) => {
      let answer: ConsentAnswer = 'refused'
      const onAbort = () => window.destroy()
      signal.addEventListener('abort', onAbort, { once: true })
      window.webContents.ipc.on('answer', ({ senderFrame }, value) => {
        const parsed = ConsentAnswer.safeParse(value)
        const isOurs = senderFrame === window.webContents.mainFrame && senderFrame?.url.startsWith(`app://${HOST}/`)
        if (!isOurs || !parsed.success) return
        answer = parsed.data
        window.close()
      })
      window.once('closed', () => {
        signal.removeEventListener('abort', onAbort)
        if (signal.aborted) reject(signal.reason)
        else resolve(answer)
      })
      window.loadURL(`app://${HOST}/`).catch((error: unknown) => {
        if (!window.isDestroyed()) window.destroy()
        reject(error)
      })
    })
  },
})

/** Names come from tokens and disks: whatever could reorder or hide text is made visible before it is shown. */
const shown = (record: PublicRecord): PublicRecord => ({
  ...record,
  identity: { ...record.identity, name: visible(record.identity.name), issuer: visible(record.identity.issuer) },
})

/** JSON that cannot end the element it stands in. */
const inHtml = (value: unknown): string => JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, escapeUnicode)
const escapeUnicode = (c: string): string => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`
