/** The four marks of a hallmark: their shapes, and what is struck into each. The window and an exported picture draw the same. */
import { initials } from './initials.ts'
import type { Hallmark } from './model/hallmark.ts'

export type MarkShape = 'maker' | 'fineness' | 'office' | 'date'

/** Outlines on a grid of 48: shield, octagon, circle, and a punch with pointed edges. */
export const OUTLINES: Readonly<Record<MarkShape, string>> = {
  maker: 'M4 4.500H44V25C44 35.5 36.5 40.5 24 46 11.5 40.5 4 35.5 4 25Z',
  fineness: 'M15 3.500H33L44.5 15V33L33 44.500H15L3.5 33V15Z',
  office: 'M24 3a21 21 0 1 1 0 42 21 21 0 0 1 0-42Z',
  date: 'M3.5 9.500C11 9.5 18 8 24 3.5 30 8 37 9.5 44.5 9.500V38.500C37 38.5 30 40 24 44.5 18 40 11 38.5 3.5 38.500Z',
}

/** The second outline of a hollow mark. */
export const INNER = 'translate(24 24) scale(0.885) translate(-24 -24)'

/** Where the eye sees the middle of each shape. */
const MIDDLE: Readonly<Record<MarkShape, number>> = { maker: 22.2, fineness: 24, office: 24, date: 24 }

/** The height of a capital in Source Serif, as a share of the size of the type. */
const CAP_HEIGHT = 0.67

/** Strokes without fill, on the same grid. */
const EMBLEMS = {
  /** Practice: an anchor, as for an office by the sea. */
  anchor:
    'M24 9.7a3.1 3.1 0 1 1 0 6.2 3.1 3.1 0 0 1 0-6.2ZM24 16V36.500M18.2 20.700H29.800M13 27.500C13 33.5 17.5 36.8 24 36.8 30.5 36.8 35 33.5 35 27.5',
  /** Any other office: a plain gate. */
  gate: 'M14 35.500V20.500L24 12.5 34 20.500V35.500M20.5 35.500V26H27.500V35.5',
  /** Nobody has looked yet. */
  dash: 'M18.5 24H29.5',
} as const

export interface MarkSign {
  readonly shape: MarkShape
  /** Letters or figures; otherwise `emblem` is struck. */
  readonly text?: string
  readonly emblem?: string
  /** In words, short. */
  readonly value: string
}

/** Maker, fineness, office and date, in this order. The date is the day in UTC, so that it is the same for everybody. */
export function marksOf({
  maker,
  fineness,
  office,
  date,
  isPractice,
}: Hallmark): [MarkSign, MarkSign, MarkSign, MarkSign] {
  return [
    { shape: 'maker', text: initials(maker), value: maker },
    fineness === null
      ? { shape: 'fineness', emblem: EMBLEMS.dash, value: 'not looked at' }
      : { shape: 'fineness', text: fineness.toFixed(1), value: `${fineness.toFixed(1)} of 10` },
    { shape: 'office', emblem: isPractice ? EMBLEMS.anchor : EMBLEMS.gate, value: office },
    { shape: 'date', text: dateLetter(date), value: day(date) },
  ]
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A = January … L = December. */
const dateLetter = (iso: string): string => 'ABCDEFGHIJKL'.charAt(new Date(iso).getUTCMonth())

/** `23 Nov 2026`. */
function day(iso: string): string {
  const at = new Date(iso)
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`
}

/** How large a text is set on a mark, and where its line stands. Small marks have larger letters. */
export function textPlace(
  { shape, text = '' }: MarkSign,
  isSmall: boolean,
): { readonly size: number; readonly y: number } {
  const base = text.length <= 1 ? 25 : text.length === 2 ? 18.5 : text.length === 3 ? 15 : 12.5
  const size = isSmall ? base * 1.15 : base
  return { size, y: MIDDLE[shape] + (size * CAP_HEIGHT) / 2 }
}
