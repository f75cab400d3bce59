import { Fault, fault, faultFrom, isFaultCode } from '../../electron/contract/faults.ts'
import type { FaultRecord } from '../../electron/contract/model/fault-record.ts'
import styles from './FaultNote.module.css'
import { StatusSign } from './StatusSign.tsx'

/** What happened, what it means and what to do, where a row or a section has failed. */
export const FaultNote = ({ of }: { readonly of: Fault | FaultRecord }) => {
  const shown = of instanceof Fault ? of : faultFrom(of)
  return (
    <div className={styles.note} role="status">
      <strong className={styles.title}>{shown.title}</strong> {shown.hint}
    </div>
  )
}

/** A fault that concerns the whole page: set apart, with its sign. */
export const FaultBlock = ({ of }: { readonly of: Fault | FaultRecord }) => (
  <div className={styles.block}>
    <StatusSign kind="open" />
    <FaultNote of={of} />
  </div>
)

/** The words of a problem that a file has before it is signed. */
export const problemOf = (code: string, name: string): Fault =>
  isFaultCode(code) ? fault(code, { name }) : fault('internal', { id: code })
