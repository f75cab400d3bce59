import type { ReactNode } from 'react'
import { Radio, RadioGroup } from 'react-aria-components'
import styles from './Choices.module.css'

export interface Choice<V extends string> {
  readonly value: V
  /** Set in the serif. */
  readonly name: string
  readonly note?: ReactNode
  readonly isDisabled?: boolean
  /** At the right of the choice, and no part of it: an action on what is chosen from. */
  readonly end?: ReactNode
}

export interface ChoicesProps<V extends string> {
  /** Names the group for a screen reader. */
  readonly label: string
  readonly choices: readonly Choice<V>[]
  /** Undefined while nothing is chosen. */
  readonly value: V | undefined
  readonly onChange: (value: V) => void
}

/** One of several, as rows under one another. The arrow keys choose. */
export const Choices = <V extends string>({ label, choices, value, onChange }: ChoicesProps<V>) => (
  <RadioGroup
    className={styles.choices ?? ''}
    aria-label={label}
    value={value ?? null}
    onChange={(chosen) => onChange(chosen as V)}
  >
    {choices.map(({ value: each, name, note, isDisabled = false, end }) => (
      <div className={styles.row} key={each}>
        <Radio className={styles.choice ?? ''} value={each} isDisabled={isDisabled}>
          <span className={styles.ring} aria-hidden="true" />
          <span className={styles.name}>{name}</span>
          <span className={styles.note}>{note}</span>
        </Radio>
        {end === undefined ? null : <div className={styles.end}>{end}</div>}
      </div>
    ))}
  </RadioGroup>
)
