import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { Fault } from '../../../electron/contract/faults.ts'
import { paths } from '../../paths.ts'
import { asFault, countermark } from '../../rpc/client.ts'
import { useInterrupted } from '../../rpc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultBlock } from '../../ui/FaultNote.tsx'
import { Ledger, Row } from '../../ui/Ledger.tsx'
import { Actions, MarginNotes, Page } from '../../ui/Page.tsx'
import styles from './Screen.module.css'
import { words } from './words.ts'

/** The first screen: offers the practice journey, and the way to one's own files. */
export function StartScreen() {
  const [, navigate] = useLocation()
  const [fault, setFault] = useState<Fault | undefined>(undefined)
  const [isBusy, setIsBusy] = useState(false)

  async function practise(): Promise<void> {
    setIsBusy(true)
    try {
      const files = await countermark.files.sample()
      const session = await countermark.signing.prepare({ files, instance: 'practice' })
      navigate(paths.session(session.id))
    } catch (error) {
      setFault(asFault(error))
      setIsBusy(false)
    }
  }

  return (
    <Page
      eyebrow={words.eyebrow}
      headline={words.headline}
      lead={words.lead}
      margin={<MarginNotes of={Object.values(words.margin)} />}
    >
      <Ledger label={words.eyebrow}>
        {words.steps.map(([name, text]) => (
          <Row key={name} name={name}>
            {text}
          </Row>
        ))}
      </Ledger>
      {fault === undefined ? null : <FaultBlock of={fault} />}
      <Actions>
        <Button kind="primary" isDisabled={isBusy} onPress={() => void practise()}>
          {words.practise}
        </Button>
        <Button onPress={() => navigate(paths.sign)}>{words.choose}</Button>
      </Actions>
      <Interrupted />
    </Page>
  )
}

/** A quiet line where a session was cut off: it can go on. */
function Interrupted() {
  const { data: [first, ...others] = [] } = useInterrupted()
  return first === undefined ? null : (
    <p className={styles.interrupted}>
      {words.interrupted(first.title, others.length)}{' '}
      <Link className={styles.link} href={paths.releases}>
        {words.see(others.length)}
      </Link>
    </p>
  )
}
