/** A report to read and to hand on: one page that asks nobody for anything and runs nothing. */

import { costText, healthSentence, scorecardSays, tenths } from '../../contract/health-words.ts'
import type { CheckResult, Excerpt, Finding, Health, WeighedCheck } from '../../contract/model/check.ts'
import { visible } from '../display-name.ts'
import { HTML_STYLE } from './check-html-style.ts'

export interface HtmlOptions {
  /** Of the project, as a person calls it. */
  readonly name: string
  readonly date: Date
  /** What was looked at, in a sentence. */
  readonly scope: string
}

/** More would not be read. */
const MOST = 100

export function checkHtml(health: Health, { name, date, scope }: HtmlOptions): string {
  const { score, checks, files } = health
  const whole = score < 0 ? '?' : tenths(score)
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(date)
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${text(name)}: ${whole} of 10</title><style>${HTML_STYLE}</style></head><body><main>`,
    `<header><div><p class="small">${text(name)} · Health, ${day}</p><h1>${text(healthSentence({ health, dismissed: [] }))}</h1></div>`,
    `<p class="score"><b>${whole}</b><span class="small">of 10</span></p></header>`,
    ...checks.map(section),
    `<footer class="small"><p>The score is that of OpenSSF Scorecard 5.5.0. The numbers at the right are what each check takes from it.</p><p>${text(scope)} ${files} files.</p></footer>`,
    '</main></body></html>',
  ].join('\n')
}

function section(check: WeighedCheck): string {
  const { name, score, says, cost, findings } = check
  const state = score < 0 ? 'unknown' : score === 10 ? 'fine' : cost >= 0.5 ? 'open' : 'look'
  const head = [
    `<h2>${name}</h2><b class="${state}">${score < 0 ? '?' : score}</b><span>${text(says)}</span>`,
    `<b class="cost">${costText(check)}</b>`,
  ].join('')
  const shown = findings.slice(0, MOST).map(item)
  const more = findings.length > MOST ? [`<li class="small">and ${findings.length - MOST} more</li>`] : []
  const inside = [...remarks(check), ...(shown.length > 0 ? ['<ol>', ...shown, ...more, '</ol>'] : [])]
  return inside.length === 0
    ? `<section><div class="row">${head}</div></section>`
    : `<section><details${cost > 0 ? ' open' : ''}><summary class="row">${head}</summary>${inside.join('\n')}</details></section>`
}

function remarks(check: CheckResult): string[] {
  const { cannotTell, annotations = [] } = check
  const said = scorecardSays(check)
  return [
    ...(said === undefined ? [] : [`<p class="small">Scorecard says: ${text(said)}</p>`]),
    ...(cannotTell ? [`<p class="small">${text(cannotTell.helps)}</p>`] : []),
    ...annotations.map((one) => `<p class="small">Its maintainers say: ${text(one)}</p>`),
  ]
}

function item({ message, at, about = '', excerpt, help }: Finding): string {
  const place = at ? `<code>${text(at.path)}</code>${at.line ? `, line ${at.line}` : ''}` : text(about)
  return `<li><p>${text(message)}${place === '' ? '' : ` <span class="small">${place}</span>`}</p>${excerpt ? lines(excerpt, at?.line) : ''}<p class="small">${text(help)}</p></li>`
}

const lines = ({ first, lines: all }: Excerpt, line: number | undefined): string =>
  `<pre>${all.map((one, i) => `<span${first + i === line ? ' class="hit"' : ''}>${String(first + i).padStart(4)}  ${text(one)}</span>`).join('\n')}</pre>`

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Strangers' text: it is shown, and means nothing. */
const text = (raw: string): string => visible(raw.replaceAll('\t', '  ')).replace(/[&<>"']/g, (c) => ESCAPES[c] ?? c)
