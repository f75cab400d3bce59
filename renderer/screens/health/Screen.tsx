import { useLocation, useParams } from 'wouter'
import { ProjectId } from '../../../electron/contract/model/project.ts'
import { paths } from '../../paths.ts'
import { asFault } from '../../rpc/client.ts'
import { useHealth, useProject } from '../../rpc/project-queries.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultBlock } from '../../ui/FaultNote.tsx'
import { Actions, Page } from '../../ui/Page.tsx'
import { Checks } from './Checks.tsx'
import { Margin } from './Margin.tsx'
import { Score } from './Score.tsx'
import { words } from './words.ts'

/** How a project stands, the costliest check first, each with the lines that it rests on. */
export function HealthScreen() {
  const { project = '' } = useParams<{ project: string }>()
  const { data } = ProjectId.safeParse(project)
  return data ? <Health key={data} project={data} /> : null
}

function Health({ project }: { readonly project: ProjectId }) {
  const { data: about, error } = useProject(project)
  const { view, isLooking, progress, fault, look, cancel } = useHealth(project)
  const [, navigate] = useLocation()
  const failed = error ? asFault(error) : fault
  if (!view) {
    return (
      <Page
        eyebrow={about ? words.eyebrowOf(about.name) : '\u00a0'}
        headline={failed?.title ?? words.looking}
        lead={failed?.hint}
      >
        {failed ? null : <p role="status">{progress ? words.progress(progress) : '\u00a0'}</p>}
        <Actions>
          {failed && !error ? (
            <Button kind="primary" onPress={look}>
              {words.again}
            </Button>
          ) : null}
          {failed ? null : <Button onPress={cancel}>{words.cancel}</Button>}
        </Actions>
      </Page>
    )
  }
  return (
    <Page
      eyebrow={words.eyebrow(view, new Date())}
      headline={words.headline(view)}
      figure={<Score view={view} />}
      margin={<Margin view={view} />}
    >
      {failed ? <FaultBlock of={failed} /> : null}
      <Checks view={view} />
      <Actions>
        {isLooking ? (
          <Button onPress={cancel}>{words.cancel}</Button>
        ) : (
          <Button kind="primary" onPress={look}>
            {words.again}
          </Button>
        )}
        <Button onPress={() => navigate(paths.project(project))}>{words.back}</Button>
        {isLooking ? <span role="status">{progress ? words.progress(progress) : words.looking}</span> : null}
      </Actions>
    </Page>
  )
}
