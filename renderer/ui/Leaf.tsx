import type { ReactNode } from 'react'
import styles from './Leaf.module.css'

/** Code on slightly lighter paper. It scrolls by itself, and can be reached by the keyboard for that. */
export const Leaf = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by the keyboard
  <section className={styles.leaf} aria-label={label} tabIndex={0}>
    <pre className={styles.code}>{children}</pre>
  </section>
)
