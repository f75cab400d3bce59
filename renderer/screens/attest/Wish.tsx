import { useState } from 'react'
import type { Fault } from '../../../electron/contract/faults.ts'
import type { AttestationPreview, AttestationWish } from '../../../electron/contract/model/attestation.ts'
import type { SessionView } from '../../../electron/contract/model/session.ts'
import { adopt, asFault, countermark } from '../../rpc/client.ts'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { FaultBlock } from '../../ui/FaultNote.tsx'
import { FileButton } from '../../ui/FileButton.tsx'
import { FileName } from '../../ui/FileName.tsx'
import { Actions, MarginNotes, Page } from '../../ui/Page.tsx'
import { TextField } from '../../ui/TextField.tsx'
import styles from './Wish.module.css'
import { words } from './words.ts'

type About = AttestationWish['about']

const KINDS: readonly About[] = ['provenance', 'contents', 'other']

export interface Props {
  readonly view: SessionView
  /** So many of its files are signed. */
  readonly signed: number
  /** What was typed stays while the statement is looked at in its place. */
  readonly isShown: boolean
  readonly onPreview: (preview: AttestationPreview) => void
}

/** What a statement shall be about, and what it needs for that. */
export function Wish({ view, signed, isShown, onPreview }: Props) {
  const [about, setAbout] = useState<About>('provenance')
  const [command, setCommand] = useState('')
  const [type, setType] = useState('')
  const [file, setFile] = useState<File | undefined>(undefined)
  const [fault, setFault] = useState<Fault | undefined>(undefined)
  const [isBusy, setIsBusy] = useState(false)
  if (!isShown) return null

  async function wish(): Promise<AttestationWish> {
    if (about === 'provenance') return { about, ...(command.trim() === '' ? {} : { command }) }
    const [ref] = file ? await adopt([file]) : []
    if (ref === undefined) throw new TypeError('the button sleeps until a file is chosen')
    return about === 'contents' ? { about, file: ref } : { about, file: ref, type }
  }

  async function look(): Promise<void> {
    setIsBusy(true)
    setFault(undefined)
    try {
      onPreview(await countermark.attestations.prepare({ session: view.id, wish: await wish() }))
    } catch (error) {
      setFault(asFault(error))
    } finally {
      setIsBusy(false)
    }
  }

  const isReady = about === 'provenance' || (file !== undefined && (about === 'contents' || type.trim() !== ''))
  return (
    <Page
      eyebrow={words.eyebrow(view.title)}
      headline={words.headline(signed)}
      lead={words.lead}
      margin={<MarginNotes of={[words.margin.beside, words.margin.word]} />}
    >
      <Choices
        label={words.about}
        value={about}
        choices={KINDS.map((value) => ({ value, name: words.kinds[value].name, note: words.kinds[value].note }))}
        onChange={(chosen) => {
          setAbout(chosen)
          setFault(undefined)
        }}
      />
      <div className={styles.form}>
        {about === 'provenance' ? (
          <TextField label={words.command} note={words.commandNote} value={command} onChange={setCommand} />
        ) : (
          <>
            {about === 'other' ? (
              <TextField label={words.type} note={words.typeNote} value={type} onChange={setType} />
            ) : null}
            <div className={styles.file}>
              <FileButton label={words.file[about]} accept=".json" isDisabled={isBusy} onChoose={setFile}>
                {words.file[about]}
              </FileButton>
              {file === undefined ? null : (
                <span>
                  {words.chosen}: <FileName>{file.name}</FileName>
                </span>
              )}
            </div>
          </>
        )}
      </div>
      {fault === undefined ? null : <FaultBlock of={fault} />}
      <Actions>
        <Button kind="primary" isDisabled={isBusy || !isReady} onPress={() => void look()}>
          {words.preview}
        </Button>
      </Actions>
    </Page>
  )
}
