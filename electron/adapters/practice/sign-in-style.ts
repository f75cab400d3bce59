/** The look of the sign-in page: the app's colours and measures, with the system's fonts in the place of ours. */
export const SIGN_IN_STYLE = `
:root{color-scheme:light dark;--paper:#f5f2ea;--leaf:#fbf9f4;--ink:#1e1c18;--ink-2:#575247;--ink-3:#6b6558;
--rule:#d9d2c3;--rule-strong:#c3bba8;--accent:#24695b;--on-accent:#fbf9f4;--wax:#99302a}
@media (prefers-color-scheme:dark){:root{--paper:#191814;--leaf:#211f1a;--ink:#ece7da;--ink-2:#b8b09f;--ink-3:#968e7d;
--rule:#37332a;--rule-strong:#4c473b;--accent:#82bfab;--on-accent:#12211c;--wax:#e58e82}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:0.9375rem/1.55 Inter,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:34rem;margin:0 auto;padding:clamp(1.5rem,9vh,6rem) 1.5rem 3rem}
p{margin:0 0 1rem;color:var(--ink-2);text-wrap:pretty}
.eyebrow{display:flex;align-items:center;gap:.75rem;margin:0 0 1.5rem;color:var(--ink-3);font-size:.8125rem}
.eyebrow svg{color:var(--accent);flex:none}
h1{margin:0 0 .75rem;font:500 1.9375rem/1.2 "Source Serif 4",Charter,"Iowan Old Style","Palatino Linotype",Palatino,Georgia,serif;
letter-spacing:-.01em;text-wrap:balance}
form{margin-top:1.75rem;padding-top:1.5rem;border-top:1px solid var(--rule)}
label{display:block;margin-bottom:.375rem;font-weight:500}
input[type=email],input[type=text]{width:100%;padding:.5625rem .75rem;border:1px solid var(--ink-3);border-radius:4px;background:var(--leaf);
color:inherit;font:inherit}
input~label{margin-top:1.25rem}
.code{font-family:"IBM Plex Mono",ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
code.code{display:block;padding:.75rem 1rem;border:1px solid var(--rule-strong);border-radius:4px;background:var(--leaf);
color:var(--ink);overflow-wrap:anywhere;user-select:all}
input[aria-invalid]{border-color:var(--wax);border-width:2px}
.problem{margin:.5rem 0 0;color:var(--wax)}
.note{margin:.5rem 0 0;font-size:.84375rem;color:var(--ink-3)}
.buttons{display:flex;flex-wrap:wrap;gap:.75rem;margin:1.5rem 0 0}
button{padding:.5625rem 1rem;border:1px solid var(--accent);border-radius:5px;background:var(--accent);color:var(--on-accent);
font:inherit;font-weight:500;cursor:pointer}
button.quiet{border-color:var(--rule-strong);background:transparent;color:var(--ink)}
button:hover{filter:brightness(1.08)}
button.quiet:hover{border-color:var(--ink-3)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
@media (prefers-contrast:more){:root{--ink-2:var(--ink);--ink-3:var(--ink);--rule:var(--ink-2);--rule-strong:var(--ink)}}
@media (forced-colors:active){button{border-color:ButtonText}}
`
