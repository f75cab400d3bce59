import { Link } from 'wouter'
import { FileName } from './FileName.tsx'
import styles from './RowLink.module.css'

/** The name of a row that leads to a page of its own. */
export const RowLink = ({ href, children }: { readonly href: string; readonly children: string }) => (
  <Link className={styles.link} href={href}>
    <FileName>{children}</FileName>
  </Link>
)
