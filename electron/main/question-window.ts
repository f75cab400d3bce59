/**
 * A window that asks a person: main owns it, it has its own session and a bridge of one function, and nothing in the page
 * that asked can reach it.
 */
import { join } from 'node:path'
import { BrowserWindow, nativeTheme, session } from 'electron'
import type { z } from 'zod'
import { LOCKED, lockSession } from './lockdown.ts'
import { servePages } from './protocol.ts'
import { PAPER } from './window.ts'

export interface QuestionWindowOptions {
  readonly pagesFolder: string
  readonly preload: string
  readonly parent: () => BrowserWindow | undefined
  /** What main writes into every page: the contrast that the person has chosen. */
  readonly fill: () => Readonly<Record<string, string>>
}

export interface WindowedQuestion<A extends z.ZodType> {
  /** The host of its address, and the name of its page. */
  readonly host: string
  readonly page: string
  readonly title: string
  readonly width: number
  readonly height: number
  /** What main writes into its page, by the names of the places for it. */
  readonly fill: Readonly<Record<string, unknown>>
  readonly answers: A
  /** What a window means that is closed without an answer. */
  readonly closed: z.output<A>
}

/** Rejects with the signal's reason when it is aborted. */
export function askInWindow<A extends z.ZodType>(
  question: WindowedQuestion<A>,
  { pagesFolder, preload, parent, fill }: QuestionWindowOptions,
  signal: AbortSignal,
): Promise<z.output<A>> {
  signal.throwIfAborted()
  const { host, page, title, width, height, answers, closed } = question
  // A session of its own for each question: nothing of one is left for the next.
  const own = session.fromPartition(`${host}-${Date.now()}`)
  lockSession(own)
  const values = Object.fromEntries(Object.entries(question.fill).map(([name, value]) => [name, inHtml(value)]))
  servePages(own, { folder: pagesFolder, host, index: page, fill: () => ({ ...fill(), ...values }) })
  const owner = parent()
  const window = new BrowserWindow({
    ...(owner ? { parent: owner, modal: true } : {}),
    width,
    height,
    minWidth: 480,
    minHeight: 420,
    show: false,
    title,
    backgroundColor: PAPER[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'],
    autoHideMenuBar: true,
    webPreferences: { ...LOCKED, session: own, preload: join(preload) },
  })
  window.once('ready-to-show', () => window.show())
  return new Promise((resolve, reject) => {
    let answer = closed
    const onAbort = () => window.destroy()
    signal.addEventListener('abort', onAbort, { once: true })
    window.webContents.ipc.on('answer', ({ senderFrame }, value) => {
      const parsed = answers.safeParse(value)
      const isOurs = senderFrame === window.webContents.mainFrame && senderFrame?.url.startsWith(`app://${host}/`)
      if (!isOurs || !parsed.success) return
      answer = parsed.data
      window.close()
    })
    window.once('closed', () => {
      signal.removeEventListener('abort', onAbort)
      if (signal.aborted) reject(signal.reason)
      else resolve(answer)
    })
    window.loadURL(`app://${host}/`).catch((error: unknown) => {
      if (!window.isDestroyed()) window.destroy()
      reject(error)
    })
  })
}

/** JSON that cannot end the element it stands in. */
const inHtml = (value: unknown): string => JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, escapeUnicode)
const escapeUnicode = (c: string): string => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`
