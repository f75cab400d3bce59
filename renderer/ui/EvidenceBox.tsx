import type { ReactNode } from 'react'
import styles from './EvidenceBox.module.css'

/** What an answer rests on, below the line that gives it. */
export const EvidenceBox = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles.box}>{children}</div>
)

/** What can be done with it. */
export const EvidenceActions = ({ children }: { readonly children: ReactNode }) => (
  <p className={styles.actions}>{children}</p>
)
