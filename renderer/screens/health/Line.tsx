import type { Run } from '../../../electron/contract/model/project.ts'
import styles from './Margin.module.css'
import { words } from './words.ts'

const WIDTH = 200
const HEIGHT = 36

/** Past scores as a small line, from 0 at its foot to 10 at its head. */
export function Line({ history }: { readonly history: readonly Run[] }) {
  const told = history.filter(({ score }) => score >= 0)
  const step = WIDTH / Math.max(1, told.length - 1)
  const points = told.map(({ score }, i) => [Math.round(i * step), HEIGHT - (score / 10) * HEIGHT] as const)
  const [x = 0, y = 0] = points.at(-1) ?? []
  return (
    <svg
      className={styles.line}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={words.margin.history(told.length)}
    >
      <path className={styles.base} d={`M0 ${HEIGHT}H${WIDTH}`} />
      <polyline points={points.map((point) => point.join(',')).join(' ')} />
      <circle className={styles.last} cx={x} cy={y} r="2.6" />
    </svg>
  )
}
