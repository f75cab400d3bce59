import { useState } from 'react'
import type { Fault } from '../../../electron/contract/faults.ts'
import type { ExportForm } from '../../../electron/contract/model/release.ts'
import type { SessionId } from '../../../electron/contract/model/session.ts'
import { asFault, countermark } from '../../rpc/client.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultNote } from '../../ui/FaultNote.tsx'
import { Forget } from './Forget.tsx'
import styles from './Keep.module.css'
import { words } from './words.ts'

const FORMS: readonly ExportForm[] = ['svg', 'receipt']

/** What can be taken along from a release; and the way to be rid of it. Where a file goes, main asks. */
export function Keep({ session, hasReceipt }: { readonly session: SessionId; readonly hasReceipt: boolean }) {
  const [saved, setSaved] = useState<string | undefined>(undefined)
  const [fault, setFault] = useState<Fault | undefined>(undefined)

  async function save(as: ExportForm): Promise<void> {
    setSaved(undefined)
    setFault(undefined)
    try {
      setSaved((await countermark.releases.export({ session, as }))?.name)
    } catch (error) {
      setFault(asFault(error))
    }
  }

  return (
    <div className={styles.keep}>
      {FORMS.map((as) => (
        <Button key={as} kind="link" onPress={() => void save(as)}>
          {as === 'receipt' ? words.keep.receipt(hasReceipt) : words.keep.svg}
        </Button>
      ))}
      <Forget session={session} />
      <span role="status">{saved === undefined ? '' : words.keep.saved(saved)}</span>
      {fault === undefined ? null : <FaultNote of={fault} />}
    </div>
  )
}
