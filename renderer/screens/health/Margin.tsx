import type { HealthView, Run } from '../../../electron/contract/model/project.ts'
import { MarginNote } from '../../ui/Page.tsx'
import { Line } from './Line.tsx'
import { Published } from './Published.tsx'
import { words } from './words.ts'

const w = words.margin

/** What the numbers mean, what they were, and what they rest on. */
export function Margin({ view }: { readonly view: HealthView }) {
  const { history, scope, health, tookMs, isWatched } = view
  const last = history.at(-1)
  const before = history.findLast((run) => last && JSON.stringify(run.scores) !== JSON.stringify(last.scores))
  return (
    <>
      <MarginNote title={w.costs.title}>{w.costs.text}</MarginNote>
      {last && before ? (
        <MarginNote title={w.before}>
          <Line history={history} />
          <Changes view={view} before={before} last={last} />
        </MarginNote>
      ) : null}
      <Published view={view} />
      <MarginNote title={w.looked}>
        {scope === 'all' ? w.all(health.files) : w.project(health.files)}{' '}
        {view.absent > 0 ? `${w.absent(view.absent)} ` : ''}
        {w.took(tookMs)} {isWatched ? w.watched : w.unwatched}
      </MarginNote>
    </>
  )
}

interface ChangesProps {
  readonly view: HealthView
  readonly before: Run
  readonly last: Run
}

function Changes({ view, before, last }: ChangesProps) {
  const changed = view.health.checks.filter(({ id }) => before.scores[id] !== last.scores[id])
  return (
    <>
      <p>{w.since(before.at)}</p>
      <ul>
        {changed.map(({ id, name, score }) => (
          <li key={id}>{w.change(name, before.scores[id], score)}</li>
        ))}
      </ul>
    </>
  )
}
