/** A hallmark as a picture that stands by itself, drawn from the same marks as on screen. */
import { INNER, type MarkSign, marksOf, OUTLINES, textPlace } from '../../contract/hallmark-marks.ts'
import type { Hallmark } from '../../contract/model/hallmark.ts'
import { visible } from '../display-name.ts'

/** One mark and its caption, in pixels. */
const CELL = { width: 124, height: 148, mark: 92 } as const
const MARGIN = 12
/** What fits under a mark. */
const MOST_LETTERS = 14

/**
 * SVG 1.1 without scripts, fonts or anything from elsewhere; the same hallmark gives the same bytes. It takes its ink from
 * the scheme of whoever shows it. Practice marks are hollow.
 */
export function hallmarkSvg(title: string, hallmark: Hallmark): string {
  const marks = marksOf(hallmark)
  const width = 2 * MARGIN + marks.length * CELL.width
  const height = 2 * MARGIN + CELL.height
  const kind = hallmark.isPractice ? 'Practice hallmark' : 'Hallmark'
  const said = marks.map(({ shape, value }) => `${shape}: ${value}`).join('; ')
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" class="countermark" role="img" aria-labelledby="countermark-title countermark-desc">`,
    `<title id="countermark-title">${escaped(`${kind} of ${title}`)}</title>`,
    `<desc id="countermark-desc">${escaped(`${said}; logged ${hallmark.date}.${hallmark.isPractice ? ' Practice marks prove nothing to others.' : ''}`)}</desc>`,
    '<style>.countermark{color:#1e1c18}@media (prefers-color-scheme:dark){.countermark{color:#ece7da}}</style>',
    ...marks.map((mark, i) => cell(mark, i, hallmark.isPractice)),
    '</svg>',
  ].join('\n')}\n`
}

function cell(mark: MarkSign, i: number, isHollow: boolean): string {
  const left = MARGIN + i * CELL.width
  const middle = left + CELL.width / 2
  const at = `translate(${left + (CELL.width - CELL.mark) / 2} ${MARGIN}) scale(${round(CELL.mark / 48)})`
  const caption = (y: number, text: string, weight: number) =>
    `<text x="${middle}" y="${MARGIN + y}" font-family="Inter, system-ui, sans-serif" font-size="12.5" font-weight="${weight}" text-anchor="middle" fill="currentColor">${escaped(text)}</text>`
  return [
    `<g transform="${at}">${isHollow ? hollow(mark) : solid(mark)}</g>`,
    caption(CELL.mark + 30, mark.shape, 400),
    caption(CELL.mark + 47, shortened(mark.value), 600),
  ].join('\n')
}

const hollow = (mark: MarkSign): string =>
  `<path d="${OUTLINES[mark.shape]}" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/>` +
  `<path d="${OUTLINES[mark.shape]}" transform="${INNER}" fill="none" stroke="currentColor" stroke-width="0.55" opacity="0.75"/>` +
  sign(mark, 'currentColor')

/** The sign is cut out, so that whatever lies below the picture shows through it. */
const solid = (mark: MarkSign): string =>
  `<mask id="countermark-${mark.shape}"><rect width="48" height="48" fill="white"/>${sign(mark, 'black')}</mask>` +
  `<path d="${OUTLINES[mark.shape]}" mask="url(#countermark-${mark.shape})" fill="currentColor" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/>`

function sign(mark: MarkSign, ink: string): string {
  if (mark.text === undefined) {
    return `<path d="${mark.emblem ?? ''}" fill="none" stroke="${ink}" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/>`
  }
  const { size, y } = textPlace(mark, false)
  return `<text x="24" y="${round(y)}" font-family="'Source Serif 4', 'Source Serif 4 Variable', Georgia, serif" font-size="${size}" font-weight="600" text-anchor="middle" fill="${ink}">${escaped(mark.text)}</text>`
}

const round = (n: number): number => Math.round(n * 1000) / 1000

function shortened(text: string): string {
  const letters = [...text]
  return letters.length > MOST_LETTERS ? `${letters.slice(0, MOST_LETTERS - 1).join('')}…` : text
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** As text of an element or a value of an attribute; what XML cannot hold and what nobody would see is named instead. */
const escaped = (text: string): string => visible(text).replace(/[&<>"]/g, (c) => ENTITIES[c] ?? c)
