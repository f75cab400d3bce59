import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { type MarkSign, marksOf } from '../../electron/contract/hallmark-marks.ts'
import type { Hallmark as HallmarkData } from '../../electron/contract/model/hallmark.ts'
import { preciseTime } from './format.ts'
import styles from './Hallmark.module.css'
import { Mark } from './Mark.tsx'

export interface Props {
  readonly of: HallmarkData
  /** 92 on a result page, 38 in a margin; captions stand under the large one only. */
  readonly size: 92 | 38
}

/** The record of a finished release: four marks in a row. Each opens what it stands for. */
export function Hallmark({ of: hallmark, size }: Props) {
  return (
    <section className={size === 92 ? styles.large : styles.small} aria-label="Hallmark">
      {factsOf(hallmark).map((mark) => (
        <div className={styles.struck} key={mark.shape}>
          <DialogTrigger>
            <AriaButton className={styles.button ?? ''} aria-label={nameOf(mark)}>
              <Mark of={mark} isHollow={hallmark.isPractice} size={size} />
            </AriaButton>
            <Popover className={styles.popover ?? ''} placement="bottom start">
              <Dialog className={styles.dialog ?? ''} aria-label={mark.shape}>
                <p className={styles.full}>{mark.full}</p>
                <p>{mark.evidence}</p>
              </Dialog>
            </Popover>
          </DialogTrigger>
          {size === 92 ? (
            // The button says the same: this is for the eye.
            <div className={styles.caption} aria-hidden="true">
              <span className={styles.kind}>{mark.shape}</span>
              <span className={styles.value}>{mark.value}</span>
            </div>
          ) : null}
        </div>
      ))}
    </section>
  )
}

interface MarkFacts extends MarkSign {
  readonly full: string
  readonly evidence: string
}

/** What can be seen on a mark is in its name too: who speaks to the window says what they see (WCAG 2.5.3). */
const nameOf = ({ shape, full, text = '' }: MarkFacts): string =>
  `${shape}: ${full}${full.includes(text) ? '' : `, ${text}`}`

function factsOf(hallmark: HallmarkData): MarkFacts[] {
  const { fineness, date: at, isPractice } = hallmark
  const [maker, fine, office, date] = marksOf(hallmark)
  return [
    { ...maker, full: maker.value, evidence: 'The name in the certificate that signed.' },
    {
      ...fine,
      full: fine.value,
      evidence:
        fineness === null
          ? 'The project’s Scorecard score at signing. Nobody has looked at it yet.'
          : 'The project’s Scorecard score when it was signed.',
    },
    {
      ...office,
      full: office.value,
      evidence: isPractice
        ? 'Signed on the practice instance of this machine: a hollow mark, which proves nothing to others.'
        : 'The Sigstore instance whose certificate and log stand behind the signature.',
    },
    {
      ...date,
      full: preciseTime(at),
      evidence: `By the word of the timestamp authority. The letter is the month of ${date.value}, in UTC: A for January, L for December.`,
    },
  ]
}
