import type { ReactNode } from 'react'
import styles from './Facts.module.css'

/** Names and values under one another. */
export const Facts = ({ children }: { readonly children: ReactNode }) => <dl className={styles.facts}>{children}</dl>

export interface FactProps {
  readonly name: string
  readonly value: ReactNode
  /** A second line, quieter. */
  readonly note?: ReactNode
}

/** One of them. */
export const Fact = ({ name, value, note }: FactProps) => (
  <div className={styles.fact}>
    <dt>{name}</dt>
    <dd>
      {value}
      {note === undefined ? null : <div className={styles.note}>{note}</div>}
    </dd>
  </div>
)
