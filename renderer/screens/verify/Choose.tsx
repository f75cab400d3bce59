import { useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { Fault } from '../../../electron/contract/faults.ts'
import { paths } from '../../paths.ts'
import { asFault, countermark } from '../../rpc/client.ts'
import { useLinked } from '../../rpc/linked.ts'
import { prepareVerification, startVerification } from '../../rpc/verify-files.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultBlock } from '../../ui/FaultNote.tsx'
import { FileInput } from '../../ui/FileInput.tsx'
import { Actions, MarginNotes, Page } from '../../ui/Page.tsx'
import { TextField } from '../../ui/TextField.tsx'
import styles from './Choose.module.css'
import { words } from './words.ts'

/** Nothing is verified yet: a file, and its bundle if it lies elsewhere. */
export function Choose() {
  const [, navigate] = useLocation()
  const [text, setText] = useLinked()
  const [fault, setFault] = useState<Fault | undefined>(undefined)
  const input = useRef<HTMLInputElement>(null)

  async function take(files: readonly File[]): Promise<void> {
    try {
      navigate(paths.verification(await prepareVerification(files)))
    } catch (error) {
      setFault(asFault(error))
    }
  }

  async function ask(): Promise<void> {
    try {
      const view = await countermark.verifying.name({ text })
      startVerification(view)
      navigate(paths.verification(view.id))
    } catch (error) {
      setFault(asFault(error))
    }
  }

  return (
    <Page
      eyebrow={words.eyebrow}
      headline={words.choose.headline}
      lead={words.choose.lead}
      margin={<MarginNotes of={Object.values(words.choose.margin)} />}
    >
      <FileInput ref={input} label={words.choose.choose} multiple onChoose={(files) => void take(files)} />
      {fault === undefined ? null : <FaultBlock of={fault} />}
      <Actions>
        <Button kind="primary" onPress={() => input.current?.click()}>
          {words.choose.choose}
        </Button>
      </Actions>
      <form
        className={styles.name}
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim() !== '') void ask()
        }}
      >
        <TextField label={words.name.label} note={words.name.note} value={text} onChange={setText} />
        <p>
          <Button type="submit" isDisabled={text.trim() === ''}>
            {words.name.ask}
          </Button>
        </p>
      </form>
    </Page>
  )
}
