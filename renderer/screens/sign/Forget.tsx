import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Fault } from '../../../electron/contract/faults.ts'
import type { SessionId } from '../../../electron/contract/model/session.ts'
import { paths } from '../../paths.ts'
import { asFault, countermark } from '../../rpc/client.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultNote } from '../../ui/FaultNote.tsx'
import { words } from './words.ts'

/** The way to be rid of a release. Main asks before anything is deleted. */
export function Forget({ session }: { readonly session: SessionId }) {
  const [, navigate] = useLocation()
  const [fault, setFault] = useState<Fault | undefined>(undefined)

  async function forget(): Promise<void> {
    try {
      if (await countermark.releases.forget({ session })) navigate(paths.releases)
    } catch (error) {
      setFault(asFault(error))
    }
  }

  return (
    <>
      <Button kind="link" onPress={() => void forget()}>
        {words.forget}
      </Button>
      {fault === undefined ? null : <FaultNote of={fault} />}
    </>
  )
}
