import type { ReactNode } from 'react'
import styles from './Mark.module.css'

export type MarkShape = 'maker' | 'fineness' | 'office' | 'date'

/** Outlines on a grid of 48: shield, octagon, circle, and a punch with pointed edges. */
const OUTLINES: Readonly<Record<MarkShape, string>> = {
  maker: 'M4 4.500H44V25C44 35.5 36.5 40.5 24 46 11.5 40.5 4 35.5 4 25Z',
  fineness: 'M15 3.500H33L44.5 15V33L33 44.500H15L3.5 33V15Z',
  office: 'M24 3a21 21 0 1 1 0 42 21 21 0 0 1 0-42Z',
  date: 'M3.5 9.500C11 9.5 18 8 24 3.5 30 8 37 9.5 44.5 9.500V38.500C37 38.5 30 40 24 44.5 18 40 11 38.5 3.5 38.500Z',
}

/** Where the eye sees the middle of each shape. */
const MIDDLE: Readonly<Record<MarkShape, number>> = { maker: 22.2, fineness: 24, office: 24, date: 24 }

/** The height of a capital in Source Serif, as a share of the size of the type. */
const CAP_HEIGHT = 0.67

export interface MarkProps {
  readonly shape: MarkShape
  /** Letters or figures; the office has an emblem instead. */
  readonly text?: string
  readonly emblem?: ReactNode
  /** Practice: a double outline. Otherwise solid, with the sign cut out. */
  readonly isHollow: boolean
  /** Pixels at 100 % text. */
  readonly size: number
}

/** One struck mark. Small ones lose their inner line, which would only be a smudge. */
export function Mark({ shape, text, emblem, isHollow, size }: MarkProps) {
  const isSmall = size < 30
  const type = typeSize(text ?? '', isSmall)
  return (
    <svg
      className={`${styles.mark} ${isHollow ? styles.hollow : styles.solid}`}
      style={{ width: `${size / 16}rem`, height: `${size / 16}rem` }}
      viewBox="0 0 48 48"
      aria-hidden="true"
    >
      <path className={styles.outline} d={OUTLINES[shape]} strokeWidth={isSmall ? 3 : size < 60 ? 2.2 : 1.6} />
      {isHollow && !isSmall ? (
        <path
          className={styles.inner}
          d={OUTLINES[shape]}
          transform="translate(24 24) scale(0.885) translate(-24 -24)"
        />
      ) : null}
      {text === undefined ? null : (
        <text className={styles.text} x="24" y={MIDDLE[shape] + (type * CAP_HEIGHT) / 2} fontSize={type}>
          {text}
        </text>
      )}
      {emblem === undefined ? null : (
        <g className={styles.emblem} strokeWidth={isSmall ? 3.2 : 2.2}>
          {emblem}
        </g>
      )}
    </svg>
  )
}

function typeSize(text: string, isSmall: boolean): number {
  const base = text.length <= 1 ? 25 : text.length === 2 ? 18.5 : text.length === 3 ? 15 : 12.5
  return isSmall ? base * 1.15 : base
}

/** Practice: an anchor, as for an office by the sea. */
export const Anchor = () => (
  <>
    <circle cx="24" cy="12.8" r="3.1" />
    <path d="M24 16V36.500M18.2 20.700H29.800M13 27.500C13 33.5 17.5 36.8 24 36.8 30.5 36.8 35 33.5 35 27.5" />
  </>
)

/** Any other office: a plain gate. */
export const Gate = () => <path d="M14 35.500V20.500L24 12.5 34 20.500V35.500M20.5 35.500V26H27.500V35.5" />

/** Nobody has looked yet. */
export const Dash = () => <path d="M18.5 24H29.5" />
