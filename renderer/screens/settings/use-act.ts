import { useState } from 'react'
import type { Fault } from '../../../electron/contract/faults.ts'
import { asFault } from '../../rpc/client.ts'

export interface Act {
  readonly isBusy: boolean
  /** Why the last attempt came to nothing. */
  readonly fault: Fault | undefined
  run(work: () => Promise<unknown>): Promise<void>
}

/** Something that is asked of main and may be refused. */
export function useAct(): Act {
  const [isBusy, setIsBusy] = useState(false)
  const [fault, setFault] = useState<Fault | undefined>(undefined)
  return {
    isBusy,
    fault,
    async run(work) {
      setIsBusy(true)
      setFault(undefined)
      try {
        await work()
      } catch (error) {
        setFault(asFault(error))
      } finally {
        setIsBusy(false)
      }
    },
  }
}
