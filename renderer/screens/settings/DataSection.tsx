import { asFault, countermark } from '../../rpc/client.ts'
import { useDataFolder } from '../../rpc/settings-queries.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultBlock } from '../../ui/FaultNote.tsx'
import { size } from '../../ui/format.ts'
import { Ledger, Row } from '../../ui/Ledger.tsx'
import { Buttons, Path, Section, Waiting } from './Section.tsx'
import { useAct } from './use-act.ts'
import { words } from './words.ts'

/** Where everything is kept, and how much it is. */
export function DataSection() {
  const { data, error } = useDataFolder()
  const act = useAct()
  return (
    <Section title={words.data.title}>
      {data ? (
        <>
          <Path>{data.path}</Path>
          <Ledger label={words.data.title} isDense>
            {data.parts.map(({ part, bytes }) => (
              <Row key={part} name={words.data.parts[part]} end={size(bytes)}>
                {words.data.notes[part]}
              </Row>
            ))}
          </Ledger>
          <Buttons>
            <Button onPress={() => void act.run(() => countermark.settings.openDataFolder())}>{words.data.open}</Button>
          </Buttons>
          {act.fault === undefined ? null : <FaultBlock of={act.fault} />}
        </>
      ) : error ? (
        <FaultBlock of={asFault(error)} />
      ) : (
        <Waiting>{words.data.loading}</Waiting>
      )}
    </Section>
  )
}
