/**
 * Shows the built pages in a browser, with a main of our own at the other end of the real wire. The pages run unchanged:
 * the bridge is put on the window from outside, as the preload does it in the app.
 */
import { readFile } from 'node:fs/promises'
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { api } from '../../electron/contract/api.ts'
import type { Question } from '../../electron/contract/model/question.ts'
import type { PublicRecord } from '../../electron/contract/model/record.ts'
import { createServer, type Handlers } from '../../electron/contract/server.ts'
import { contentSecurityPolicy } from '../../electron/main/content-security-policy.ts'

const PAGES = join(import.meta.dirname, '../../out/renderer')
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}
const NONCE = 'bm9uY2Vub25jZW5vbmNlbg=='

/** What main puts into the pages of windows that ask. */
export interface Filling {
  readonly record: PublicRecord
  readonly question: Question
}

/** Serves the pages on loopback with the headers that main sends. */
export async function servePages(filling: () => Filling): Promise<{ url: string; close(): Promise<void> }> {
  const server: HttpServer = createHttpServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
    const path = normalize(join(PAGES, pathname === '/' ? 'index.html' : pathname))
    const type = TYPES[extname(path)]
    readFile(path)
      .then((bytes) => {
        const html = extname(path) === '.html' ? fill(bytes.toString('utf8'), filling()) : bytes
        response.writeHead(200, {
          'content-type': type ?? 'text/plain',
          'content-security-policy': contentSecurityPolicy(NONCE),
        })
        response.end(html)
      })
      .catch(() => response.writeHead(404).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const fill = (html: string, { record, question }: Filling): string =>
  html
    .replace('__CSP_NONCE__', NONCE)
    .replace('__CONTRAST__', 'system')
    .replace('__RECORD__', inHtml(record))
    .replace('__QUESTION__', inHtml(question))

const inHtml = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c')

/** What a world gives a page: main's handlers, and the references that chosen files become. */
export interface World {
  readonly handlers: Handlers<typeof api>
  readonly adopt?: (names: string[]) => string[]
}

/** A page with the bridge on its window. `emit` sends what main would send by itself. */
export async function openPage(context: BrowserContext, world: World): Promise<Page> {
  const page = await context.newPage()
  const listeners = new Set<(frame: unknown) => void>()
  const server = createServer(api, world.handlers, {
    report: (id, error) => {
      throw new Error(`a fake handler broke (${id})`, { cause: error })
    },
    newTaskId: () => 'task-0',
    now: () => new Date('2026-11-23T10:41:00Z'),
  })
  let close = () => {}
  await page.exposeFunction('sendToMain', (frame: unknown) => {
    for (const listener of listeners) listener(frame)
  })
  await page.exposeFunction('adoptInMain', (names: string[]) => world.adopt?.(names) ?? [])
  await page.addInitScript(() => {
    type Frames = (frame: unknown) => void
    const own = globalThis as unknown as {
      sendToMain: Frames
      adoptInMain(names: string[]): Promise<unknown>
      fromMain: Frames
      countermark: unknown
    }
    const heard = new Set<Frames>()
    own.fromMain = (frame) => {
      for (const listener of heard) listener(frame)
    }
    own.countermark = {
      send: (frame: unknown) => own.sendToMain(frame),
      onFrame(listener: Frames) {
        heard.add(listener)
        return () => heard.delete(listener)
      },
      adopt: (files: File[]) => own.adoptInMain(files.map((file) => file.name)),
    }
  })
  page.on('framenavigated', () => {
    close()
    close = server.open({
      send(frame) {
        if (page.isClosed()) return
        page
          .evaluate((f) => (globalThis as unknown as { fromMain(frame: unknown): void }).fromMain(f), frame)
          .catch(() => {})
      },
      onFrame(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    })
  })
  return page
}

/** A page of a window that asks: its bridge keeps the answers. */
export async function openAskingPage(context: BrowserContext, answers: string[]): Promise<Page> {
  const page = await context.newPage()
  await page.exposeFunction('answerToMain', (answer: string) => answers.push(answer))
  await page.addInitScript(() => {
    const own = globalThis as unknown as { answerToMain(answer: string): void; consent: unknown }
    own.consent = { answer: (answer: string) => own.answerToMain(answer) }
  })
  return page
}
