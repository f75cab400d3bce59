import { useState } from 'react'
import type { ImportedInstance } from '../../../electron/contract/model/instance.ts'
import { adopt, countermark } from '../../rpc/client.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultBlock } from '../../ui/FaultNote.tsx'
import { FileButton } from '../../ui/FileButton.tsx'
import { Digest, FileName } from '../../ui/FileName.tsx'
import { Ledger, Note, Row } from '../../ui/Ledger.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Buttons, Form, Subtitle, Text } from './Section.tsx'
import { useAct } from './use-act.ts'
import { words } from './words.ts'

/** A client trust config, from a file or an address: shown with its digest before it is kept. */
export function ImportForm() {
  const [found, setFound] = useState<ImportedInstance | undefined>(undefined)
  const [url, setUrl] = useState('')
  const act = useAct()

  const examine = (origin: () => Promise<Parameters<typeof countermark.instances.examine>[0]>) => {
    setFound(undefined)
    void act.run(async () => setFound(await countermark.instances.examine(await origin())))
  }
  const fromFile = (file: File) =>
    examine(async () => {
      const [ref = ''] = await adopt([file])
      return { from: 'file', file: ref }
    })

  return (
    <>
      <Subtitle>{words.importing.title}</Subtitle>
      <Text>{words.importing.lead}</Text>
      <Form>
        <Buttons>
          <FileButton label={words.importing.file} accept=".json" isDisabled={act.isBusy} onChoose={fromFile}>
            {words.importing.file}
          </FileButton>
        </Buttons>
        <TextField label={words.importing.address} note={words.importing.addressNote} value={url} onChange={setUrl} />
        <Buttons>
          <Button
            isDisabled={act.isBusy || url.trim() === ''}
            onPress={() => examine(async () => ({ from: 'address', url: url.trim() }))}
          >
            {words.importing.fetch}
          </Button>
        </Buttons>
      </Form>
      {act.fault === undefined ? null : <FaultBlock of={act.fault} />}
      {found ? (
        <Found
          config={found}
          onKeep={() =>
            void act.run(async () => {
              await countermark.instances.import({ id: found.id })
              setFound(undefined)
              setUrl('')
            })
          }
          onLeave={() => setFound(undefined)}
        />
      ) : null}
    </>
  )
}

interface FoundProps {
  readonly config: ImportedInstance
  readonly onKeep: () => void
  readonly onLeave: () => void
}

const Found = ({ config: { id, title, origin, warnings }, onKeep, onLeave }: FoundProps) => (
  <section aria-label={words.importing.found}>
    <Subtitle>{words.importing.found}</Subtitle>
    <Ledger label={words.importing.found}>
      <Row name={words.importing.services}>
        <FileName>{title}</FileName>
      </Row>
      <Row name="SHA-256">
        <Digest>{id}</Digest>
        <Note>{words.importing.compare}</Note>
      </Row>
      <Row name={words.importing.origin}>
        <FileName>{origin}</FileName>
      </Row>
      {warnings.length === 0 ? null : (
        <Row name={words.importing.warnings}>
          {warnings.map((warning) => (
            <div key={warning}>{warning}</div>
          ))}
        </Row>
      )}
    </Ledger>
    <Buttons>
      <Button kind="primary" onPress={onKeep}>
        {words.importing.keep}
      </Button>
      <Button onPress={onLeave}>{words.importing.leave}</Button>
    </Buttons>
  </section>
)
