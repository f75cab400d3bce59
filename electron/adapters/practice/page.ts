/** The pages of the practice sign-in: plain HTML that works without scripts, in light and dark and at any text size. */
import { createHash } from 'node:crypto'
import type { Answer } from './server.ts'
import { SIGN_IN_STYLE } from './sign-in-style.ts'

/** A page that only tells something. `title` and `paragraphs` are sentences. */
export const messagePage = (status: number, title: string, ...paragraphs: string[]): Answer =>
  page(status, `<h1>${escaped(title)}</h1>\n${paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('\n')}`)

/** A page for a request that leads nowhere. `why` is a sentence. */
export const refusalPage = (why: string): Answer =>
  messagePage(
    400,
    'This sign-in cannot go on.',
    why,
    'Close this page and start again from the program that opened it. Nothing was signed in.',
  )

/** A page for a person who chose not to sign in, where no program waits for a redirect. */
export const declinedPage = (): Answer =>
  messagePage(200, 'You did not sign in.', 'The program is told so. You can close this page.')

/** The office mark of practice: hollow, with an anchor. */
const MARK = `<svg width="38" height="46" viewBox="5 1 38 46" aria-hidden="true" fill="none" stroke="currentColor"
 stroke-width="1.5" stroke-linecap="round"><ellipse cx="24" cy="24" rx="18" ry="22"/><ellipse cx="24" cy="24" rx="15" ry="19"/>
<circle cx="24" cy="14.5" r="2.5"/><path d="M24 17v18M19 21h10M15.5 28c1 5 4.5 7 8.5 7s7.5-2 8.5-7"/></svg>`

/**
 * A page of the sign-in. `content` is HTML. Where a form on it leads on to another program, `redirectUri` is where to.
 */
export function page(status: number, content: string, redirectUri?: string): Answer {
  const style = SIGN_IN_STYLE
  const html = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">
<title>Practice sign-in – Countermark</title><style>${style}</style></head>
<body><main>
<p class="eyebrow">${MARK}<span>Countermark practice instance</span></p>
${content}
</main></body>
</html>
`
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy(style, redirectUri),
      // Not `no-referrer`: the form's own post would then come with the origin `null`, and be refused.
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
    },
    body: html,
  }
}

function contentSecurityPolicy(style: string, redirectUri: string | undefined): string {
  const hash = createHash('sha256').update(style).digest('base64')
  return [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    'img-src data:',
    `form-action 'self'${redirectUri === undefined ? '' : ` ${formTarget(redirectUri)}`}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Browsers hold the redirect after a form to `form-action` too. The policy's grammar has no IPv6 addresses. */
const formTarget = (redirectUri: string): string => {
  const { origin, hostname } = new URL(redirectUri)
  return hostname.startsWith('[') ? 'http:' : origin
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as HTML shows it. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
