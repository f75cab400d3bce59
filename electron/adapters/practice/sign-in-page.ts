/** The pages of the practice sign-in: plain HTML that works without scripts, in light and dark and at any text size. */
import { createHash } from 'node:crypto'
import type { Answer } from './server.ts'
import { SIGN_IN_STYLE } from './sign-in-style.ts'

/** What the form shows and carries. */
export interface SignInForm {
  /** Where the form goes. */
  readonly action: string
  /** The request that it answers: unguessable, and all that ties the form to it. */
  readonly id: string
  readonly redirectUri: string
  readonly email: string
  readonly problem?: string
}

/** The form. With a `problem` it is shown again, in words that say what to change. */
export function signInPage({ action, id, redirectUri, email, problem }: SignInForm): Answer {
  const describedBy = problem ? 'problem note' : 'note'
  return page(
    problem ? 400 : 200,
    redirectUri,
    'Practice sign-in',
    `<h1>Practice: any address will do.</h1>
<p>Countermark shows this page from your own machine. There is no password and no account, the address is not checked,
and nothing leaves this machine.</p>
<form method="post" action="${escaped(action)}">
<input type="hidden" name="request" value="${escaped(id)}">
<label for="email">E-mail address</label>
<input id="email" name="email" type="email" value="${escaped(email)}" autocomplete="email" maxlength="254"
 spellcheck="false" autocapitalize="none" required autofocus aria-describedby="${describedBy}"${problem ? ' aria-invalid="true"' : ''}>
${problem ? `<p class="problem" id="problem" role="alert">${escaped(problem)}</p>` : ''}
<p class="note" id="note">It will stand in the practice certificate and in the practice log, as a real one would in the public ones.</p>
<p class="buttons"><button name="answer" value="sign-in">Sign in for practice</button>
<button class="quiet" name="answer" value="deny" formnovalidate>Do not sign in</button></p>
</form>`,
  )
}

/** A page for a request that leads nowhere. `why` is a sentence. */
export const refusalPage = (why: string): Answer =>
  page(
    400,
    undefined,
    'Practice sign-in',
    `<h1>This sign-in cannot go on.</h1>
<p>${escaped(why)}</p>
<p>Close this page and start again from the program that opened it. Nothing was signed in.</p>`,
  )

/** The office mark of practice: hollow, with an anchor. */
const MARK = `<svg width="38" height="46" viewBox="5 1 38 46" aria-hidden="true" fill="none" stroke="currentColor"
 stroke-width="1.5" stroke-linecap="round"><ellipse cx="24" cy="24" rx="18" ry="22"/><ellipse cx="24" cy="24" rx="15" ry="19"/>
<circle cx="24" cy="14.5" r="2.5"/><path d="M24 17v18M19 21h10M15.5 28c1 5 4.5 7 8.5 7s7.5-2 8.5-7"/></svg>`

function page(status: number, redirectUri: string | undefined, title: string, content: string): Answer {
  const style = SIGN_IN_STYLE
  const html = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">
<title>${title} – Countermark</title><style>${style}</style></head>
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

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
