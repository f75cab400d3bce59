import { useId } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { costText } from '../../../electron/contract/health-words.ts'
import type { WeighedCheck } from '../../../electron/contract/model/check.ts'
import type { ForgeCheck, GateState, HealthView } from '../../../electron/contract/model/project.ts'
import { StatusSign } from '../../ui/StatusSign.tsx'
import styles from './Checks.module.css'
import { Evidence } from './Evidence.tsx'
import { words } from './words.ts'

interface Props {
  readonly view: HealthView
  readonly check: WeighedCheck
  readonly isOpen: boolean
  readonly onToggle: () => void
}

/** One check: its score, what that means, what it costs, and behind it what it rests on. */
export function CheckRow({ view, check, isOpen, onToggle }: Props) {
  const below = useId()
  const { name, says } = check
  return (
    <li className={styles.check}>
      <AriaButton
        className={styles.line ?? ''}
        aria-expanded={isOpen}
        {...(isOpen ? { 'aria-controls': below } : {})}
        onPress={onToggle}
      >
        <StatusSign kind={view.states[check.id] ?? 'cannot-tell'} />
        <span className={styles.name}>{name}</span>
        <span className={styles.score}>{words.ofCheck(check)}</span>
        <span className={styles.says}>{says}</span>
        <span className={styles.cost}>{costText(check)}</span>
      </AriaButton>
      {isOpen ? (
        <div id={below}>
          <Evidence view={view} check={check} />
        </div>
      ) : null}
    </li>
  )
}

interface ForgeRowProps {
  readonly view: HealthView
  readonly check: ForgeCheck
}

const UNKNOWN: GateState = 'cannot-tell'

/** A check that asks the forge: it has its place, and no answer yet. */
export function ForgeRow({ view, check: { name, asks } }: ForgeRowProps) {
  const { comparison } = view.published ?? {}
  const published = comparison?.others[name]
  return (
    <li className={styles.check}>
      <div className={styles.line}>
        <StatusSign kind={UNKNOWN} />
        <span className={styles.name}>{name}</span>
        <span className={styles.score}>?</span>
        <span className={styles.says}>
          {words.signIn(asks)}{' '}
          {comparison && published !== undefined ? (
            <span className={styles.quiet}>{words.published.of(published, comparison.date)}</span>
          ) : null}
        </span>
        <span className={styles.cost} />
      </div>
    </li>
  )
}
