import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Fault } from '../../../electron/contract/faults.ts'
import type { Examination, ExpectedSigner, VerificationView } from '../../../electron/contract/model/verification.ts'
import { paths } from '../../paths.ts'
import { asFault, countermark } from '../../rpc/client.ts'
import { startVerification } from '../../rpc/verify-files.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultNote } from '../../ui/FaultNote.tsx'
import { TextField } from '../../ui/TextField.tsx'
import styles from './Expect.module.css'
import { words } from './words.ts'

interface Props {
  readonly view: VerificationView
  readonly examination: Examination
}

/** Who should have signed: said letter by letter, or taken over from what was found once the person has compared it. */
export function Expect({ view, examination: { signer } }: Props) {
  const [, navigate] = useLocation()
  const [name, setName] = useState(view.expected?.name ?? '')
  const [issuer, setIssuer] = useState(view.expected?.issuer ?? '')
  const [fault, setFault] = useState<Fault | undefined>(undefined)
  const w = words.expect

  async function ask(expected: ExpectedSigner): Promise<void> {
    try {
      const next = await countermark.verifying.expect({ verification: view.id, expected })
      startVerification(next)
      navigate(paths.verification(next.id))
    } catch (error) {
      setFault(asFault(error))
    }
  }

  return (
    <form
      className={styles.expect}
      onSubmit={(event) => {
        event.preventDefault()
        if (name !== '' && issuer !== '') void ask({ name, issuer })
      }}
    >
      <TextField label={w.name} note={w.nameNote} value={name} onChange={setName} />
      <TextField label={w.issuer} note={w.issuerNote} value={issuer} onChange={setIssuer} />
      {fault ? <FaultNote of={fault} /> : null}
      <p className={styles.actions}>
        <Button type="submit" isDisabled={name === '' || issuer === ''}>
          {w.ask}
        </Button>
        {signer && view.expected === undefined ? (
          <Button
            kind="link"
            onPress={() => {
              setName(signer.name)
              setIssuer(signer.issuer)
            }}
          >
            {w.take}
          </Button>
        ) : null}
      </p>
    </form>
  )
}
