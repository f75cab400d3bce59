import type { HealthView } from '../../../electron/contract/model/project.ts'
import styles from './Score.module.css'
import { words } from './words.ts'

/** The one number, and what it was before it last changed. */
export function Score({ view: { health, history } }: { readonly view: HealthView }) {
  const before = history.findLast(({ score }) => Math.abs(score - health.score) >= 0.05)
  return (
    <p className={styles.score}>
      <span className={styles.number} role="img" aria-label={words.scoreOf(health.score)}>
        {words.score(health.score)}
      </span>
      <span className={styles.was}>{words.was(before)}</span>
    </p>
  )
}
