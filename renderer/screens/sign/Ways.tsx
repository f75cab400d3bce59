import { useId, useState } from 'react'
import type { ProviderId, SignInWay } from '../../../electron/contract/model/sign-in.ts'
import { receiptChoice, signInChoice, useReceiptChoice, useSignInChoice } from '../../kept-choice.ts'
import { useStatus } from '../../rpc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Check } from '../../ui/Check.tsx'
import { Choices } from '../../ui/Choices.tsx'
import styles from './Ways.module.css'
import { words } from './words.ts'

const WAYS: readonly SignInWay[] = ['browser', 'paste', 'device']
const ANY = 'any'

export interface Props {
  /** The providers of the session's instance; those of the chosen instance if there is no session yet. */
  readonly providers?: readonly ProviderId[] | undefined
  /** Whether a receipt can be had: a session that attests is one, and one that has begun was asked about it. */
  readonly canHaveReceipt?: boolean
}

/** How to sign in, and what else: folded away, since the browser alone is right for nearly everybody. */
export function Ways({ providers, canHaveReceipt = true }: Props) {
  const { data: status } = useStatus()
  const { way, provider } = useSignInChoice()
  const isReceiptWanted = useReceiptChoice() && canHaveReceipt
  const [isOpen, setIsOpen] = useState(false)
  const id = useId()
  const known = providers ?? status?.instance.providers ?? []
  const w = words.ways
  return (
    <div className={styles.ways}>
      <Button kind="link" aria-expanded={isOpen} aria-controls={id} onPress={() => setIsOpen(!isOpen)}>
        {isOpen ? w.close : w.open(way, known.length > 0 ? provider : undefined, isReceiptWanted)}
      </Button>
      <div id={id} className={styles.choices} hidden={!isOpen}>
        <Choices
          label={w.label}
          value={way}
          choices={WAYS.map((value) => ({ value, name: w.names[value], note: w.notes[value] }))}
          onChange={(next) => signInChoice.set({ ...signInChoice.get(), way: next })}
        />
        {known.length === 0 ? null : (
          <Choices
            label={w.provider}
            value={provider ?? ANY}
            choices={[
              { value: ANY, name: w.any, note: w.anyNote },
              ...known.map((value) => ({ value, name: w.providers[value], note: w.providerNote(w.providers[value]) })),
            ]}
            onChange={(next) => signInChoice.set(next === ANY ? { way } : { way, provider: next as ProviderId })}
          />
        )}
        {canHaveReceipt ? (
          <Check name={w.receipt} note={w.receiptNote} isChecked={isReceiptWanted} onChange={receiptChoice.set} />
        ) : null}
      </div>
    </div>
  )
}
