import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Fault } from '../../../electron/contract/faults.ts'
import type { Project } from '../../../electron/contract/model/project.ts'
import { paths } from '../../paths.ts'
import { asFault } from '../../rpc/client.ts'
import { chooseProject, useProjects } from '../../rpc/project-queries.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultBlock, FaultNote } from '../../ui/FaultNote.tsx'
import { FileName } from '../../ui/FileName.tsx'
import { Ledger, Note, Row } from '../../ui/Ledger.tsx'
import { Actions, MarginNotes, Page } from '../../ui/Page.tsx'
import { RowLink } from '../../ui/RowLink.tsx'
import styles from './Screen.module.css'
import { words } from './words.ts'

/** The projects that a person looks after, the last that was opened first. */
export function ProjectsScreen() {
  const { data, error } = useProjects()
  const [, navigate] = useLocation()
  const [fault, setFault] = useState<Fault | undefined>(undefined)

  async function add(): Promise<void> {
    try {
      setFault(undefined)
      const project = await chooseProject()
      if (project) navigate(paths.project(project.id))
    } catch (thrown) {
      setFault(asFault(thrown))
    }
  }

  return (
    <Page
      eyebrow={words.eyebrow}
      headline={error ? asFault(error).title : data ? words.headline(data) : words.loading}
      lead={error ? asFault(error).hint : data?.projects.length === 0 ? words.emptyLead : undefined}
      margin={<MarginNotes of={Object.values(words.margin)} />}
    >
      {data?.problem ? <FaultNote of={data.problem} /> : null}
      {data && data.projects.length > 0 ? (
        <Ledger label={words.list}>
          {data.projects.map((project) => (
            <ProjectRow key={project.id} project={project} />
          ))}
        </Ledger>
      ) : null}
      {data ? null : <p role="status" aria-busy={!error} />}
      {fault ? <FaultBlock of={fault} /> : null}
      <Actions>
        <Button kind="primary" onPress={() => void add()}>
          {words.add}
        </Button>
      </Actions>
    </Page>
  )
}

function ProjectRow({ project }: { readonly project: Project }) {
  const { id, name, state, last } = project
  return (
    <Row
      status={state}
      end={
        last ? (
          <span className={styles.score} role="img" aria-label={words.scoreOf(name, last.score)}>
            {words.score(last.score)}
          </span>
        ) : null
      }
    >
      <RowLink href={paths.project(id)}>{name}</RowLink>
      <Note>
        <FileName>{words.about(project)}</FileName>
      </Note>
    </Row>
  )
}
