import { useState } from 'react'
import type { Fault } from '../../../electron/contract/faults.ts'
import type { ProjectId } from '../../../electron/contract/model/project.ts'
import { asFault, countermark } from '../../rpc/client.ts'
import { keepHealth } from '../../rpc/project-queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { FaultNote } from '../../ui/FaultNote.tsx'
import { TextField } from '../../ui/TextField.tsx'
import styles from './Evidence.module.css'
import { words } from './words.ts'

type Term = keyof typeof words.form.choices
const DAYS: Readonly<Record<Term, number | undefined>> = { quarter: 90, year: 365, ever: undefined }
const DAY_MS = 86_400_000

interface Props {
  readonly project: ProjectId
  readonly finding: string
  readonly onEnd: () => void
}

/** Why a finding needs no answer, and until when. */
export function DismissForm({ project, finding, onEnd }: Props) {
  const [reason, setReason] = useState('')
  const [term, setTerm] = useState<Term>('quarter')
  const [fault, setFault] = useState<Fault | undefined>(undefined)
  const w = words.form

  async function dismiss(): Promise<void> {
    const days = DAYS[term]
    const until = days === undefined ? null : new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)
    try {
      keepHealth(await countermark.checks.dismiss({ project, finding, reason: reason.trim(), until }))
      onEnd()
    } catch (error) {
      setFault(asFault(error))
    }
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() !== '') void dismiss()
      }}
    >
      <TextField label={w.reason} note={w.note} value={reason} onChange={setReason} />
      <Choices
        label={w.until}
        value={term}
        onChange={setTerm}
        choices={(Object.keys(w.choices) as Term[]).map((value) => ({ value, name: w.choices[value] }))}
      />
      {fault ? <FaultNote of={fault} /> : null}
      <p className={styles.buttons}>
        <Button type="submit" isDisabled={reason.trim() === ''}>
          {w.act}
        </Button>
        <Button kind="link" onPress={onEnd}>
          {w.cancel}
        </Button>
      </p>
    </form>
  )
}
