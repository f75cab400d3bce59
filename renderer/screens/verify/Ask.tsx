import { useCallback } from 'react'
import { api } from '../../../electron/contract/api.ts'
import type { VerificationView, VerifiedFile } from '../../../electron/contract/model/verification.ts'
import { countermark } from '../../rpc/client.ts'
import { useTask } from '../../rpc/use-task.ts'
import { keepVerification } from '../../rpc/verify-files.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultNote } from '../../ui/FaultNote.tsx'
import { Note } from '../../ui/Ledger.tsx'
import styles from './Ask.module.css'
import { words } from './words.ts'

interface Props {
  readonly view: VerificationView
  readonly index: number
  readonly ask: NonNullable<VerifiedFile['ask']>
  /** Whether nothing is known of the file yet. */
  readonly isNeeded: boolean
}

/** Whoever serves the file may have evidence of it. Nobody is asked before the person says so. */
export function Ask({ view, index, ask: { title, host, purl }, isNeeded }: Props) {
  const call = useCallback(async (input: { verification: string; file: number }, options: { signal?: AbortSignal }) => {
    const next = await countermark.verifying.ask(input, options)
    keepVerification(next)
    return next
  }, [])
  const { state, start, cancel } = useTask(api.verifying.ask, call)
  const isAsking = state.kind === 'running'
  const w = words.ask
  return (
    <section className={styles.ask} aria-label={w.ask(title)}>
      <p>{purl === undefined ? w.root(title) : w.text(purl, title)}</p>
      <Note>{purl === undefined ? w.rootNote(host) : w.note(host)}</Note>
      {state.kind === 'failed' ? <FaultNote of={state.fault} /> : null}
      <p className={styles.actions}>
        <Button
          kind={isNeeded ? 'primary' : 'quiet'}
          isDisabled={isAsking}
          onPress={() => start({ verification: view.id, file: index })}
        >
          {w.ask(title)}
        </Button>
        {isAsking ? (
          <>
            <span role="status">{w.asking(title)}</span>
            <Button kind="link" onPress={cancel}>
              {words.running.cancel}
            </Button>
          </>
        ) : null}
      </p>
    </section>
  )
}
