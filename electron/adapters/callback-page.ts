/** What the browser shows when a sign-in has ended: small, calm, without script, and nothing in it of the sign-in. */
import { createHash } from 'node:crypto'

export type SignInOutcome = 'signed-in' | 'refused' | 'failed'

const words: Record<SignInOutcome, { title: string; text: string }> = {
  'signed-in': {
    title: 'You are signed in.',
    text: 'You may close this window and go back to Countermark. It shows what would become public before anything does.',
  },
  refused: {
    title: 'The sign-in was refused.',
    text: 'Nothing was sent. You may close this window: Countermark says what the provider answered.',
  },
  failed: {
    title: 'The sign-in did not come to an end.',
    text: 'Nothing was sent. You may close this window: Countermark says why, and can start again.',
  },
}

/** The colours and measures of the app, with the system's fonts in the place of ours. */
const STYLE = `
:root{color-scheme:light dark;--paper:#f5f2ea;--ink:#1e1c18;--ink-2:#575247;--ink-3:#6b6558;--mark:#24695b}
@media (prefers-color-scheme:dark){:root{--paper:#191814;--ink:#ece7da;--ink-2:#b8b09f;--ink-3:#968e7d;--mark:#82bfab}}
@media (prefers-contrast:more){:root{--ink-2:var(--ink);--ink-3:var(--ink)}}
body{margin:0;background:var(--paper);color:var(--ink-2);font:0.9375rem/1.55 Inter,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:34rem;margin:0 auto;padding:clamp(1.5rem,18vh,12rem) 1.5rem 3rem}
p{margin:0;text-wrap:pretty}
.eyebrow{margin-bottom:1.5rem;padding-top:.75rem;border-top:2px solid var(--mark);color:var(--ink-3);font-size:.8125rem}
h1{margin:0 0 .75rem;color:var(--ink);letter-spacing:-.01em;text-wrap:balance;
font:500 1.9375rem/1.2 "Source Serif 4",Charter,"Iowan Old Style","Palatino Linotype",Palatino,Georgia,serif}
`

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

export const callbackPage = (outcome: SignInOutcome): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${words[outcome].title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<p class="eyebrow">Countermark</p>
<h1>${words[outcome].title}</h1>
<p>${words[outcome].text}</p>
</main>
</body>
</html>
`

/** The address of the page holds the code: it is neither kept nor told to anybody. */
export const CALLBACK_HEADERS = {
  connection: 'close',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const
