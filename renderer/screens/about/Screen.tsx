import { useState } from 'react'
import type { About, LinkId } from '../../../electron/contract/model/about.ts'
import { asFault, countermark } from '../../rpc/client.ts'
import { useAbout } from '../../rpc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultBlock } from '../../ui/FaultNote.tsx'
import { Ledger, Note, Row } from '../../ui/Ledger.tsx'
import { Actions, MarginNotes, Page } from '../../ui/Page.tsx'
import { SearchBox } from '../../ui/SearchBox.tsx'
import styles from './Screen.module.css'
import { words } from './words.ts'

/** Honest about itself: versions, hosts with the reason, licences. */
export function AboutScreen() {
  const { data, error } = useAbout()
  return (
    <Page
      eyebrow={words.eyebrow}
      headline={words.headline}
      lead={words.lead}
      margin={<MarginNotes of={Object.values(words.margin)} />}
    >
      {data ? (
        <Facts about={data} />
      ) : error ? (
        <FaultBlock of={asFault(error)} />
      ) : (
        <p role="status">{words.loading}</p>
      )}
    </Page>
  )
}

const Facts = ({ about }: { readonly about: About }) => (
  <>
    <Ledger label={words.parts}>
      <Row name={words.version}>{about.version}</Row>
      <Row name={words.runtime}>
        Electron {about.electron}
        <Note>
          Chromium {about.chromium}, Node {about.node}
        </Note>
      </Row>
      <Row name={words.data}>
        <code className={styles.path}>{about.dataFolder}</code>
      </Row>
    </Ledger>
    <h2 className={styles.title}>{words.hostsTitle}</h2>
    <Hosts of={about.hosts} />
    <Actions>
      {Object.entries(words.links).map(([link, title]) => (
        <Button key={link} onPress={() => void countermark.app.openLink({ link: link as LinkId })}>
          {title}
        </Button>
      ))}
    </Actions>
    <Licences of={about.licences} />
  </>
)

const Hosts = ({ of: hosts }: { readonly of: About['hosts'] }) =>
  hosts.length === 0 ? (
    <p className={styles.none}>{words.noHosts}</p>
  ) : (
    <Ledger label={words.hostsTitle}>
      {byHost(hosts).map(([host, reasons]) => (
        <Row key={host}>
          <span className={styles.host}>{host}</span>
          {reasons.map((why) => (
            <Note key={why}>{why}</Note>
          ))}
        </Row>
      ))}
    </Ledger>
  )

/** One host may serve in several roles. */
function byHost(hosts: About['hosts']): [string, string[]][] {
  const reasons = new Map<string, string[]>()
  for (const { host, why } of hosts) reasons.set(host, [...(reasons.get(host) ?? []), why])
  return [...reasons]
}

function Licences({ of: licences }: { readonly of: About['licences'] }) {
  const [sought, setSought] = useState('')
  const shown = licences.filter(({ name, licence }) =>
    `${name} ${licence}`.toLowerCase().includes(sought.toLowerCase().trim()),
  )
  return (
    <section aria-label={words.licencesTitle}>
      <h2 className={styles.title}>{words.licencesTitle}</h2>
      <SearchBox label={words.search} value={sought} onChange={setSought} />
      {shown.length === 0 ? (
        <p className={styles.none}>{words.none}</p>
      ) : (
        <ul className={styles.licences}>
          {shown.map(({ name, version, licence }) => (
            <li key={`${name}@${version}`} className={styles.licence}>
              <span>
                {name} <span className={styles.version}>{version}</span>
              </span>
              <span>{licence}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
