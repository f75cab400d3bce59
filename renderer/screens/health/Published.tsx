import type { HealthView } from '../../../electron/contract/model/project.ts'
import type { Comparison } from '../../../electron/contract/model/published.ts'
import {
  commonText,
  differenceText,
  publishedScore,
  reasonText,
  shortCommit,
} from '../../../electron/contract/published-words.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultNote } from '../../ui/FaultNote.tsx'
import { date } from '../../ui/format.ts'
import { MarginNote } from '../../ui/Page.tsx'
import styles from './Margin.module.css'
import { useAsk } from './use-ask.ts'
import { words } from './words.ts'

const w = words.published

/** The score that others see, and why it is another one. */
export function Published({ view: { project, published } }: { readonly view: HealthView }) {
  const { isAsking, fault, ask, cancel } = useAsk(project, 'scorecard')
  if (!published) return null
  const { host, repository, at, comparison } = published
  return (
    <MarginNote title={w.title}>
      {at === undefined ? <p>{w.text(host, repository)}</p> : null}
      {at !== undefined && !comparison ? <p>{w.none(repository, at)}</p> : null}
      {comparison ? <Beside comparison={comparison} /> : null}
      {fault ? <FaultNote of={fault} /> : null}
      <p>
        {isAsking ? <span role="status">{w.asking} </span> : null}
        <Button kind="link" onPress={isAsking ? cancel : ask}>
          {isAsking ? words.cancel : at === undefined ? w.ask : w.again}
        </Button>
      </p>
    </MarginNote>
  )
}

function Beside({ comparison }: { readonly comparison: Comparison }) {
  const { score, commit, differences } = comparison
  return (
    <>
      <p>{w.was(publishedScore(score), date(comparison.date), shortCommit(commit))}</p>
      <p>{commonText(comparison)}</p>
      {differences.length > 0 ? (
        <ul className={styles.differences}>
          {differences.map((one) => (
            <li key={one.name}>
              <span className={styles.difference}>{differenceText(one)}</span> {reasonText(one.reason)}
            </li>
          ))}
        </ul>
      ) : (
        <p>{w.same}</p>
      )}
    </>
  )
}
