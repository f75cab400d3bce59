import { useState } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import type { Fault } from '../../../electron/contract/faults.ts'
import { type HealthView, ProjectId } from '../../../electron/contract/model/project.ts'
import { paths } from '../../paths.ts'
import { asFault, countermark } from '../../rpc/client.ts'
import { useHealth, useProject } from '../../rpc/project-queries.ts'
import { queryClient } from '../../rpc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultBlock } from '../../ui/FaultNote.tsx'
import { FileName } from '../../ui/FileName.tsx'
import { Ledger, Row } from '../../ui/Ledger.tsx'
import { Actions, MarginNote, Page } from '../../ui/Page.tsx'
import styles from './Screen.module.css'
import { words } from './words.ts'

/** A project opens on its gates: the five questions asked before a release leaves. */
export function ProjectScreen() {
  const { project = '' } = useParams<{ project: string }>()
  const { data } = ProjectId.safeParse(project)
  return data ? <Gates key={data} project={data} /> : null
}

const BEFORE = ['Account'] as const
const BEHIND = ['Contents', 'Dependencies', 'Provenance'] as const

function Gates({ project }: { readonly project: ProjectId }) {
  const { data: about, error } = useProject(project)
  const { view, isLooking, progress, fault, look, cancel } = useHealth(project)
  const [, navigate] = useLocation()
  const failed = error ? asFault(error) : fault
  const headline = view ? words.headline(view) : (failed?.title ?? words.looking)
  return (
    <Page
      eyebrow={about?.name ?? '\u00a0'}
      headline={headline}
      lead={view ? undefined : failed?.hint}
      margin={view ? <Margin view={view} /> : undefined}
    >
      {view && failed ? <FaultBlock of={failed} /> : null}
      {error ? null : (
        <Ledger label={words.gates}>
          {BEFORE.map((name) => (
            <Later key={name} name={name} />
          ))}
          <Row
            status={view?.state ?? (isLooking ? 'working' : 'cannot-tell')}
            name={words.health}
            end={
              view ? (
                <Link className={styles.link} href={paths.health(project)}>
                  {words.seeHealth(view)}
                </Link>
              ) : undefined
            }
          >
            <span role="status">
              {view ? words.healthText(view) : progress ? words.progress(progress) : words.looking}
            </span>
          </Row>
          {BEHIND.map((name) => (
            <Later key={name} name={name} />
          ))}
        </Ledger>
      )}
      <Actions>
        {view ? (
          <Button kind="primary" onPress={() => navigate(paths.health(project))}>
            {words.seeHealth(view)}
          </Button>
        ) : null}
        {isLooking ? <Button onPress={cancel}>{words.cancel}</Button> : null}
        {error || isLooking ? null : <Button onPress={look}>{words.again}</Button>}
        {error ? null : <Forget project={project} />}
      </Actions>
    </Page>
  )
}

const Later = ({ name }: { readonly name: keyof typeof words.later }) => (
  <Row status="waiting" name={name}>
    {words.later[name]}
  </Row>
)

function Forget({ project }: { readonly project: ProjectId }) {
  const [, navigate] = useLocation()
  const [fault, setFault] = useState<Fault | undefined>(undefined)
  async function forget(): Promise<void> {
    try {
      if (!(await countermark.projects.forget({ project }))) return
      await queryClient.invalidateQueries({ queryKey: ['projects', 'list'] })
      navigate(paths.projects)
    } catch (error) {
      setFault(asFault(error))
    }
  }
  return (
    <>
      <Button kind="link" onPress={() => void forget()}>
        {words.forget}
      </Button>
      {fault ? <FaultBlock of={fault} /> : null}
    </>
  )
}

const SHOWN = 8

const Margin = ({ view: { packages, scope, health } }: { readonly view: HealthView }) => (
  <>
    <MarginNote title={words.packages}>
      {packages.length === 0 ? (
        words.noPackages
      ) : (
        <ul className={styles.packages}>
          {packages.slice(0, SHOWN).map((one) => (
            <li key={one.path}>
              <FileName>{words.packageText(one)}</FileName>
            </li>
          ))}
          {packages.length > SHOWN ? <li>{words.more(packages.length - SHOWN)}</li> : null}
        </ul>
      )}
    </MarginNote>
    <MarginNote title={words.scope}>{scope === 'all' ? words.all : words.project(health.files)}</MarginNote>
  </>
)
