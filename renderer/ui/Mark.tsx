import { INNER, type MarkSign, OUTLINES, textPlace } from '../../electron/contract/hallmark-marks.ts'
import styles from './Mark.module.css'

export interface MarkProps {
  readonly of: MarkSign
  /** Practice: a double outline. Otherwise solid, with the sign cut out. */
  readonly isHollow: boolean
  /** Pixels at 100 % text. */
  readonly size: number
}

/** One struck mark. Small ones lose their inner line, which would only be a smudge. */
export function Mark({ of: mark, isHollow, size }: MarkProps) {
  const isSmall = size < 30
  const place = textPlace(mark, isSmall)
  return (
    <svg
      className={`${styles.mark} ${isHollow ? styles.hollow : styles.solid}`}
      style={{ width: `${size / 16}rem`, height: `${size / 16}rem` }}
      viewBox="0 0 48 48"
      aria-hidden="true"
    >
      <path className={styles.outline} d={OUTLINES[mark.shape]} strokeWidth={isSmall ? 3 : size < 60 ? 2.2 : 1.6} />
      {isHollow && !isSmall ? <path className={styles.inner} d={OUTLINES[mark.shape]} transform={INNER} /> : null}
      {mark.text === undefined ? null : (
        <text className={styles.text} x="24" y={place.y} fontSize={place.size}>
          {mark.text}
        </text>
      )}
      {mark.emblem === undefined ? null : (
        <path className={styles.emblem} d={mark.emblem} strokeWidth={isSmall ? 3.2 : 2.2} />
      )}
    </svg>
  )
}
