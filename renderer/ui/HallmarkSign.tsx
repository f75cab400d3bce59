import { marksOf } from '../../electron/contract/hallmark-marks.ts'
import type { Hallmark } from '../../electron/contract/model/hallmark.ts'
import styles from './HallmarkSign.module.css'
import { Mark } from './Mark.tsx'

/** A hallmark in a list: small, one picture with one name. What it stands for opens on the page of its release. */
export const HallmarkSign = ({ of: hallmark }: { readonly of: Hallmark }) => {
  const marks = marksOf(hallmark)
  const name = marks.map(({ shape, value }) => `${shape} ${value}`).join(', ')
  return (
    <span
      className={styles.sign}
      role="img"
      aria-label={`${hallmark.isPractice ? 'Practice hallmark' : 'Hallmark'}: ${name}`}
    >
      {marks.map((mark) => (
        <Mark key={mark.shape} of={mark} isHollow={hallmark.isPractice} size={20} />
      ))}
    </span>
  )
}
