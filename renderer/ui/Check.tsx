import type { ReactNode } from 'react'
import { Checkbox } from 'react-aria-components'
import styles from './Check.module.css'

export interface CheckProps {
  /** Set in the serif. */
  readonly name: string
  readonly note: ReactNode
  readonly isChecked: boolean
  readonly onChange: (isChecked: boolean) => void
}

/** Something that is wanted or not, as a row of its own. */
export const Check = ({ name, note, isChecked, onChange }: CheckProps) => (
  <Checkbox className={styles.check ?? ''} isSelected={isChecked} onChange={onChange}>
    <span className={styles.box} aria-hidden="true" />
    <span className={styles.name}>{name}</span>
    <span className={styles.note}>{note}</span>
  </Checkbox>
)
