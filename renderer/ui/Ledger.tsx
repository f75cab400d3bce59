import type { ReactNode } from 'react'
import styles from './Ledger.module.css'
import { type StatusKind, StatusSign } from './StatusSign.tsx'

export interface LedgerProps {
  /** Names the rows for a screen reader. */
  readonly label: string
  /** Closer together, for many rows of one line. */
  readonly isDense?: boolean
  readonly children: ReactNode
}

/** Rows under one another, parted by hairlines. */
export const Ledger = ({ label, isDense = false, children }: LedgerProps) => (
  <ul className={`${styles.ledger} ${isDense ? styles.dense : ''}`} aria-label={label}>
    {children}
  </ul>
)

export interface RowProps {
  /** `none` keeps the room of a sign, so that rows with and without one stand in line. */
  readonly status?: StatusKind | 'none' | undefined
  /** Set in the serif: the name of the row. */
  readonly name?: ReactNode
  readonly children?: ReactNode
  /** At the right: a number, a next action. */
  readonly end?: ReactNode
  /** Under the row, over its whole width. */
  readonly below?: ReactNode
}

/** One row: a sign, a name, a sentence, and what can be done at the right. */
export const Row = ({ status, name, children, end, below }: RowProps) => (
  <li className={styles.row}>
    <div className={styles.line}>
      {status === undefined ? null : status === 'none' ? (
        <span className={styles.noSign} />
      ) : (
        <StatusSign kind={status} />
      )}
      {name === undefined ? null : <div className={styles.name}>{name}</div>}
      <div className={styles.body}>{children}</div>
      {end === undefined ? null : <div className={styles.end}>{end}</div>}
    </div>
    {below}
  </li>
)

/** A second line of a row, smaller. */
export const Note = ({ children }: { readonly children: ReactNode }) => <div className={styles.note}>{children}</div>
