import { useCallback } from 'react'
import { api } from '../../../electron/contract/api.ts'
import type { HealthView } from '../../../electron/contract/model/project.ts'
import { countermark } from '../../rpc/client.ts'
import { keepHealth } from '../../rpc/project-queries.ts'
import { useTask } from '../../rpc/use-task.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultNote } from '../../ui/FaultNote.tsx'
import styles from './Evidence.module.css'
import { words } from './words.ts'

/** Whether dependencies have known vulnerabilities is known elsewhere. Nobody is asked before the person says so. */
export function AskOsv({ view: { project, osv } }: { readonly view: HealthView }) {
  const call = useCallback(async (input: { project: string }, options: { signal?: AbortSignal }) => {
    const next = await countermark.checks.askOsv(input, options)
    keepHealth(next)
    return next
  }, [])
  const { state, start, cancel } = useTask(api.checks.askOsv, call)
  const isAsking = state.kind === 'running'
  const w = words.osv
  return (
    <section className={styles.leaf} aria-label={w.ask}>
      <div className={styles.foot}>
        <p>{osv.at === undefined ? w.text(osv.packages, osv.host) : w.said(osv.at)}</p>
      </div>
      {state.kind === 'failed' ? <FaultNote of={state.fault} /> : null}
      <p className={styles.head}>
        {isAsking ? <span role="status">{w.asking}</span> : null}
        {isAsking ? (
          <Button kind="link" onPress={cancel}>
            {words.cancel}
          </Button>
        ) : (
          <Button onPress={() => start({ project })}>{osv.at === undefined ? w.ask : w.again}</Button>
        )}
      </p>
    </section>
  )
}
