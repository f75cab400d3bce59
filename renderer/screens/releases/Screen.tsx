import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Release, ReleaseList, ReleaseState } from '../../../electron/contract/model/release.ts'
import { paths } from '../../paths.ts'
import { asFault } from '../../rpc/client.ts'
import { useReleases } from '../../rpc/queries.ts'
import { startOnce } from '../../start-once.ts'
import { Button } from '../../ui/Button.tsx'
import { FileName } from '../../ui/FileName.tsx'
import { HallmarkSign } from '../../ui/HallmarkSign.tsx'
import { Ledger, Note, Row } from '../../ui/Ledger.tsx'
import { Actions, MarginNotes, Page } from '../../ui/Page.tsx'
import { RowLink } from '../../ui/RowLink.tsx'
import { SearchBox } from '../../ui/SearchBox.tsx'
import type { StatusKind } from '../../ui/StatusSign.tsx'
import styles from './Screen.module.css'
import { words } from './words.ts'

const PAGE = 100

/** What was signed on this machine, and what was begun: those that were cut off stand first. */
export function ReleasesScreen() {
  const [search, setSearch] = useState('')
  const [limit, setLimit] = useState(PAGE)
  const { data, error } = useReleases(search, limit)
  const [, navigate] = useLocation()
  return (
    <Page
      eyebrow={words.eyebrow}
      headline={error ? asFault(error).title : data ? words.headline(data) : words.loading}
      lead={error ? asFault(error).hint : data ? leadOf(data) : undefined}
      margin={<MarginNotes of={Object.values(words.margin)} />}
    >
      {data && data.all > 0 ? (
        <>
          <SearchBox label={words.search} value={search} onChange={setSearch} />
          {data.found === 0 ? (
            <p className={styles.none} role="status">
              {words.none(search.trim())}
            </p>
          ) : (
            <Ledger label={words.list}>
              {data.releases.map((release) => (
                <ReleaseRow key={release.id} release={release} />
              ))}
            </Ledger>
          )}
          {data.found > limit ? (
            <p className={styles.more}>
              <Button kind="link" onPress={() => setLimit(limit + PAGE * 5)}>
                {words.more(Math.min(data.found - limit, PAGE * 5), data.found)}
              </Button>
            </p>
          ) : null}
        </>
      ) : null}
      {data ? <Damaged list={data} /> : <p role="status" aria-busy={!error} />}
      {data?.all === 0 ? (
        <Actions>
          <Button kind="primary" onPress={() => navigate(paths.sign)}>
            {words.sign}
          </Button>
        </Actions>
      ) : null}
    </Page>
  )
}

function leadOf({ all, interrupted }: ReleaseList): string | undefined {
  if (all === 0) return words.emptyLead
  return interrupted > 0 ? words.interruptedLead : undefined
}

const SIGNS: Readonly<Record<ReleaseState, StatusKind>> = {
  running: 'working',
  finished: 'fine',
  partly: 'look',
  unsigned: 'waiting',
  interrupted: 'look',
}

function ReleaseRow({ release }: { readonly release: Release }) {
  const [, navigate] = useLocation()
  const { id, title, hallmark, state } = release
  const note = words.note(release)
  return (
    <Row
      status={SIGNS[state]}
      end={
        <>
          {hallmark ? <HallmarkSign of={hallmark} /> : null}
          {state === 'interrupted' ? (
            <Button
              aria-label={words.goOnWith(title)}
              onPress={() => {
                startOnce.request(id)
                navigate(paths.session(id))
              }}
            >
              {words.goOn}
            </Button>
          ) : null}
        </>
      }
    >
      <RowLink href={paths.session(id)}>{title}</RowLink>
      <Note>{words.about(release)}</Note>
      {note === undefined ? null : <Note>{note}</Note>}
    </Row>
  )
}

const Damaged = ({ list: { damaged, folder } }: { readonly list: ReleaseList }) =>
  damaged.length === 0 ? null : (
    <section className={styles.damaged}>
      <h2 className={styles.damagedTitle}>{words.damaged(damaged.length)}</h2>
      <p>{words.damagedText(folder)}</p>
      <ul className={styles.names}>
        {damaged.map((name) => (
          <li key={name}>
            <FileName>{name}</FileName>
          </li>
        ))}
      </ul>
    </section>
  )
