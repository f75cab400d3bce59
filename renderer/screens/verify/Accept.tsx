import { useState } from 'react'
import type { Fault } from '../../../electron/contract/faults.ts'
import type { VerificationView } from '../../../electron/contract/model/verification.ts'
import { asFault, countermark } from '../../rpc/client.ts'
import { keepVerification } from '../../rpc/verify-files.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultNote } from '../../ui/FaultNote.tsx'
import { TextField } from '../../ui/TextField.tsx'
import styles from './Expect.module.css'
import { words } from './words.ts'

/** A change is accepted with a reason, and once more in a window of its own. */
export function Accept({ view, index }: { readonly view: VerificationView; readonly index: number }) {
  const [reason, setReason] = useState('')
  const [fault, setFault] = useState<Fault | undefined>(undefined)
  const [isBusy, setIsBusy] = useState(false)
  const w = words.accept

  async function accept(): Promise<void> {
    setIsBusy(true)
    setFault(undefined)
    try {
      keepVerification(await countermark.verifying.accept({ verification: view.id, file: index, reason }))
    } catch (error) {
      setFault(asFault(error))
    } finally {
      setIsBusy(false)
    }
  }

  return (
    <form
      className={styles.expect}
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() !== '') void accept()
      }}
    >
      <TextField label={w.label} note={w.note} value={reason} onChange={setReason} />
      {fault ? <FaultNote of={fault} /> : null}
      <p className={styles.actions}>
        <Button type="submit" isDisabled={isBusy || reason.trim() === ''}>
          {w.accept}
        </Button>
      </p>
    </form>
  )
}
