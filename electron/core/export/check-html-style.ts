/** The colours and measures of the window, for a page that stands alone. */
export const HTML_STYLE = `
:root { color-scheme: light dark; --paper: light-dark(#f5f2ea, #191814); --leaf: light-dark(#fbf9f4, #211f1a);
  --ink: light-dark(#1e1c18, #ece7da); --ink-2: light-dark(#575247, #b8b09f); --rule: light-dark(#d9d2c3, #37332a);
  --accent: light-dark(#24695b, #82bfab); --wax: light-dark(#99302a, #e58e82); --tint: light-dark(#f2dfd9, #3b2320);
  --ochre: light-dark(#805300, #dcae5c); }
body { margin: 0; background: var(--paper); color: var(--ink); font: 14px/1.5 Inter, system-ui, sans-serif; }
main { max-width: 860px; margin: 48px auto; padding: 0 24px; }
header { display: flex; justify-content: space-between; gap: 32px; margin-bottom: 28px; }
p { margin: 4px 0; } .small { color: var(--ink-2); font-size: 12.5px; }
h1 { font: 500 31px/1.2 'Source Serif 4', Georgia, serif; margin: 8px 0 0; text-wrap: balance; }
h2 { font: 500 16.5px/1.3 'Source Serif 4', Georgia, serif; margin: 0; }
.score { text-align: right; } .score b { display: block; font: 500 58px/1 'Source Serif 4', Georgia, serif; }
section { border-top: 1px solid var(--rule); padding: 13px 0; }
.row { display: grid; grid-template-columns: 210px 28px 1fr 44px; gap: 16px; align-items: baseline; }
summary { cursor: pointer; list-style: none; } .row b { font: 500 15px Georgia, serif; text-align: right; }
.fine { color: var(--accent); } .open { color: var(--wax); } .look { color: var(--ochre); } .cost { color: var(--ink-2); }
ol { list-style: none; margin: 8px 0 0; padding: 0; } li { margin: 12px 0 0 24px; }
pre { background: var(--leaf); border: 1px solid var(--rule); border-radius: 4px; padding: 12px; margin: 8px 0; overflow-x: auto;
  font: 12.5px/1.5 'IBM Plex Mono', ui-monospace, monospace; }
code { font: 12.5px 'IBM Plex Mono', ui-monospace, monospace; } .hit { background: var(--tint); display: inline-block; min-width: 100%; }
footer { border-top: 1px solid var(--rule); padding-top: 16px; }
@media (max-width: 640px) { .row { grid-template-columns: 1fr 28px 44px; } .row span { grid-column: 1 / -1; grid-row: 2; } }
`
