import { asFault } from '../../rpc/client.ts'
import { useSecretsPlace } from '../../rpc/settings-queries.ts'
import { FaultBlock } from '../../ui/FaultNote.tsx'
import { Ledger, Note, Row } from '../../ui/Ledger.tsx'
import { Section, Waiting } from './Section.tsx'
import { words } from './words.ts'

/** Where passwords and tokens are kept, and why not elsewhere. */
export function SecretsSection() {
  const { data: place, error } = useSecretsPlace()
  return (
    <Section title={words.secrets.title}>
      {place ? (
        <Ledger label={words.secrets.title}>
          {place.where === 'keychain' ? (
            <Row status="fine">
              {words.secrets.keychain(place.name)}
              <Note>{words.secrets.keychainNote}</Note>
            </Row>
          ) : (
            <Row status="look">
              {words.secrets.memory}
              <Note>{words.secrets.why[place.why]}</Note>
            </Row>
          )}
        </Ledger>
      ) : error ? (
        <FaultBlock of={asFault(error)} />
      ) : (
        <Waiting>{words.secrets.loading}</Waiting>
      )}
    </Section>
  )
}
