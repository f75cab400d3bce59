import type {
  SessionKind,
  SessionProgress,
  SessionView,
  StepId,
  StepProgress,
} from '../../../electron/contract/model/session.ts'
import { countermark } from '../../rpc/client.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { size } from '../../ui/format.ts'
import { Ledger, Note, Row } from '../../ui/Ledger.tsx'
import { Actions, MarginNote, MarginNotes, Page } from '../../ui/Page.tsx'
import type { StatusKind } from '../../ui/StatusSign.tsx'
import { AskedFor } from './AskedFor.tsx'
import { eyebrowOf, words } from './words.ts'

export interface Props {
  readonly view: SessionView
  readonly progress: SessionProgress | undefined
  readonly onCancel: () => void
}

const SIGNS: Readonly<Record<StepProgress['state'], StatusKind>> = {
  waiting: 'waiting',
  running: 'working',
  done: 'fine',
  failed: 'open',
}

const inWords = (kind: SessionKind, step: StepId): string =>
  (kind === 'sign' ? words.runningReceipt[step] : undefined) ?? words.running[step]

/** A session under way: its steps as they stand, the time that is left, the sign-in address, and a way out. */
export function Running({ view, progress, onCancel }: Props) {
  const current = progress?.steps.find((step) => step.state === 'running')?.id ?? 'digest'
  const prompt = progress?.signIn
  const url = prompt?.url
  return (
    <Page
      eyebrow={eyebrowOf(view)}
      headline={words.waitsFor[prompt?.way ?? 'browser'] ?? inWords(view.kind, current)}
      margin={
        <>
          {prompt?.way === 'browser' ? (
            <MarginNote title={words.signIn.title}>
              <p>{words.signIn.text}</p>
            </MarginNote>
          ) : null}
          <MarginNotes of={[words.margin.cancel, words.margin.key]} />
        </>
      }
    >
      {prompt === undefined ? null : <AskedFor session={view.id} prompt={prompt} />}
      <Ledger label={words.steps} isDense>
        {view.steps.map(({ id, title, explain }) => {
          const step = progress?.steps.find((s) => s.id === id)
          return (
            <Row
              key={id}
              status={SIGNS[step?.state ?? 'waiting']}
              end={step ? <Amount step={step} bytes={progress?.bytes} /> : undefined}
            >
              {title}
              {id === current ? <Note>{explain}</Note> : null}
            </Row>
          )
        })}
      </Ledger>
      <Actions>
        <Button onPress={onCancel}>{words.cancel}</Button>
        {url === undefined ? null : (
          <>
            <Button onPress={() => void countermark.signing.openSignIn({ session: view.id })}>
              {prompt?.way === 'browser' ? words.signIn.again : words.signIn.open}
            </Button>
            <CopyButton text={url}>{words.signIn.copy}</CopyButton>
          </>
        )}
        <span role="status">{progress?.secondsLeft === undefined ? '' : words.left(progress.secondsLeft)}</span>
      </Actions>
    </Page>
  )
}

/** How much of a step is done: bytes while files are read, files otherwise, nothing for what happens once. */
function Amount({
  step,
  bytes,
}: {
  readonly step: StepProgress
  readonly bytes: SessionProgress['bytes'] | undefined
}) {
  if (step.state === 'waiting' || step.total === 1) return null
  if (step.id === 'digest' && step.state === 'running' && bytes && bytes.total > 0) {
    return (
      <span>
        {size(bytes.done)} of {size(bytes.total)}
      </span>
    )
  }
  return <span>{words.nOfM(step.done, step.total)}</span>
}
