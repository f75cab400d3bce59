import styles from './StatusSign.module.css'

/** Shape before colour: ring with tick, filled disc, triangle, dashed ring; an empty ring waits, a turning one works. */
export type StatusKind = 'fine' | 'open' | 'look' | 'cannot-tell' | 'waiting' | 'working'

const NAMES: Readonly<Record<StatusKind, string>> = {
  fine: 'Fine',
  open: 'Open',
  look: 'Look at this',
  'cannot-tell': 'Cannot tell',
  waiting: 'Waiting',
  working: 'Under way',
}

/** The sign at the first line of a row. */
export const StatusSign = ({ kind }: { readonly kind: StatusKind }) => (
  <svg className={`${styles.sign} ${styles[kind]}`} viewBox="0 0 18 18" role="img" aria-label={NAMES[kind]}>
    {SHAPES[kind]}
  </svg>
)

const SHAPES: Readonly<Record<StatusKind, React.ReactNode>> = {
  fine: (
    <>
      <circle cx="9" cy="9" r="8.1" />
      <path d="m5.6 9.3 2.4 2.3 4.5-4.9" />
    </>
  ),
  open: (
    <>
      <circle className={styles.solid} cx="9" cy="9" r="8.4" />
      <path className={styles.cut} d="M9 4.6v5.2M9 12.9v.3" />
    </>
  ),
  look: (
    <>
      <path d="M9 1.7 17 16H1z" />
      <path d="M9 6.9v4.3M9 13.3v.2" />
    </>
  ),
  'cannot-tell': (
    <>
      <circle cx="9" cy="9" r="8.1" strokeDasharray="2.6 2.5" />
      <path d="M5.9 9h6.2" />
    </>
  ),
  waiting: <circle cx="9" cy="9" r="8.1" />,
  working: (
    <>
      <circle className={styles.track} cx="9" cy="9" r="8.1" />
      <path className={styles.turning} d="M9 .9A8.1 8.1 0 0 1 17.1 9" />
    </>
  ),
}
