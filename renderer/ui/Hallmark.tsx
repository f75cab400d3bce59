import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import type { Hallmark as HallmarkData } from '../../electron/contract/model/hallmark.ts'
import { date, preciseTime, shortDate } from './format.ts'
import styles from './Hallmark.module.css'
import { initials } from './initials.ts'
import { Anchor, Dash, Gate, Mark, type MarkShape } from './Mark.tsx'

/** A = January … L = December. */
const dateLetter = (iso: string): string => 'ABCDEFGHIJKL'.charAt(new Date(iso).getMonth())

export interface Props {
  readonly of: HallmarkData
  /** 92 on a result page, 38 in a margin, 20 in a list; captions stand under the large one only. */
  readonly size: 92 | 38 | 20
}

/** The record of a finished release: four marks in a row. Each opens what it stands for. */
export function Hallmark({ of: hallmark, size }: Props) {
  return (
    <section className={size === 92 ? styles.large : styles.small} aria-label="Hallmark">
      {marksOf(hallmark).map((mark) => (
        <div className={styles.struck} key={mark.shape}>
          <DialogTrigger>
            <AriaButton className={styles.button ?? ''} aria-label={nameOf(mark)}>
              <Mark
                shape={mark.shape}
                {...(mark.text === undefined ? { emblem: mark.emblem } : { text: mark.text })}
                isHollow={hallmark.isPractice}
                size={size}
              />
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

interface MarkFacts {
  readonly shape: MarkShape
  readonly text?: string
  readonly emblem?: React.ReactNode
  /** Under the mark, shortened by its room. */
  readonly value: string
  readonly full: string
  readonly evidence: string
}

/** What can be seen on a mark is in its name too: who speaks to the window says what they see (WCAG 2.5.3). */
const nameOf = ({ shape, full, text = '' }: MarkFacts): string =>
  `${shape}: ${full}${full.includes(text) ? '' : `, ${text}`}`

function marksOf({ maker, fineness, office, date: at, isPractice }: HallmarkData): MarkFacts[] {
  return [
    {
      shape: 'maker',
      text: initials(maker),
      value: maker,
      full: maker,
      evidence: 'The name in the certificate that signed.',
    },
    {
      shape: 'fineness',
      ...(fineness === null ? { emblem: <Dash /> } : { text: fineness.toFixed(1) }),
      value: fineness === null ? 'not looked at' : `${fineness.toFixed(1)} of 10`,
      full: fineness === null ? 'not looked at' : `${fineness.toFixed(1)} of 10`,
      evidence:
        fineness === null
          ? 'The project’s Scorecard score at signing. Nobody has looked at it yet.'
          : 'The project’s Scorecard score when it was signed.',
    },
    {
      shape: 'office',
      emblem: isPractice ? <Anchor /> : <Gate />,
      value: office,
      full: office,
      evidence: isPractice
        ? 'Signed on the practice instance of this machine: a hollow mark, which proves nothing to others.'
        : 'The Sigstore instance whose certificate and log stand behind the signature.',
    },
    {
      shape: 'date',
      text: dateLetter(at),
      value: shortDate(at),
      full: preciseTime(at),
      evidence: `By the word of the timestamp authority. The letter is the month of ${date(at)}: A for January, L for December.`,
    },
  ]
}
