import type { Contacts } from '../../../electron/contract/model/settings.ts'
import { asFault } from '../../rpc/client.ts'
import { useContacts } from '../../rpc/settings-queries.ts'
import { FaultBlock } from '../../ui/FaultNote.tsx'
import { preciseTime } from '../../ui/format.ts'
import { Ledger, Note, Row } from '../../ui/Ledger.tsx'
import { Section, Subtitle, Text, Waiting } from './Section.tsx'
import { words } from './words.ts'

/** Whom Countermark talked to, and whom a signature would have it talk to. */
export function HostsSection() {
  const { data, error } = useContacts()
  return (
    <Section title={words.hosts.title}>
      {data ? (
        <>
          <Subtitle>{words.hosts.made}</Subtitle>
          <Made of={data.made} />
          <Subtitle>{words.hosts.planned(data.instance.title)}</Subtitle>
          <Planned of={data} />
        </>
      ) : error ? (
        <FaultBlock of={asFault(error)} />
      ) : (
        <Waiting>{words.hosts.loading}</Waiting>
      )}
    </Section>
  )
}

const Made = ({ of: made }: { readonly of: Contacts['made'] }) =>
  made.length === 0 ? (
    <Text>{words.hosts.none}</Text>
  ) : (
    <Ledger label={words.hosts.made} isDense>
      {made.map(({ host, purpose, lastAt, count }) => (
        <Row key={`${purpose} ${host}`} end={words.hosts.times(count)}>
          {host}
          <Note>
            {words.hosts.purposes[purpose]}, {preciseTime(lastAt)}
          </Note>
        </Row>
      ))}
    </Ledger>
  )

const Planned = ({ of: { planned, instance } }: { readonly of: Contacts }) =>
  planned.length === 0 ? (
    <Text>{instance.isPractice ? words.hosts.inside : words.hosts.nobody}</Text>
  ) : (
    <Ledger label={words.hosts.title} isDense>
      {planned.map(({ role, host, receives }) => (
        <Row key={`${role} ${host}`}>
          {host}
          <Note>
            {words.hosts.purposes[role]}: {words.hosts.receives(receives)}
          </Note>
        </Row>
      ))}
    </Ledger>
  )
