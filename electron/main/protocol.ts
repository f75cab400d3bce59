/** The scheme that our pages are served by. `file:` would give a page the disk; this gives it one folder. */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { protocol, type Session } from 'electron'
import { contentSecurityPolicy } from './content-security-policy.ts'

/** Call before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}

export interface Pages {
  /** The folder that the build wrote. */
  readonly folder: string
  /** The only host that is served: `app://host/…`. */
  readonly host: string
  /** The page that `/` stands for. */
  readonly index: string
  /** What stands for a `__NAME__` in a page. */
  readonly fill?: () => Readonly<Record<string, string>>
}

/** Serves one folder to one session. */
export function servePages(session: Session, pages: Pages): void {
  session.protocol.handle('app', async (request) => {
    const { host, pathname } = new URL(request.url)
    const path = normalize(join(pages.folder, pathname === '/' ? pages.index : decodeURIComponent(pathname)))
    const type = TYPES[extname(path)]
    if (request.method !== 'GET' || host !== pages.host || !type || !path.startsWith(pages.folder + sep))
      return notFound()
    const bytes = await readFile(path).catch(() => undefined)
    if (!bytes) return notFound()
    const nonce = randomBytes(16).toString('base64')
    const body =
      extname(path) === '.html' ? fill(bytes.toString('utf8'), { CSP_NONCE: nonce, ...pages.fill?.() }) : bytes
    return new Response(body, {
      headers: {
        'content-type': type,
        'content-security-policy': contentSecurityPolicy(nonce),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      },
    })
  })
}

const fill = (html: string, values: Readonly<Record<string, string>>): string =>
  html.replace(/__([A-Z_]+)__/g, (whole, name: string) => values[name] ?? whole)

const notFound = (): Response => new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } })
