import { useCallback, useEffect } from 'react'
import { api } from '../../../electron/contract/api.ts'
import type {
  VerificationId,
  VerificationProgress,
  VerificationView,
} from '../../../electron/contract/model/verification.ts'
import { asFault, countermark } from '../../rpc/client.ts'
import { useTask } from '../../rpc/use-task.ts'
import { keepVerification, useVerification } from '../../rpc/verify-files.ts'
import { startOnce } from '../../start-once.ts'
import { Button } from '../../ui/Button.tsx'
import { size } from '../../ui/format.ts'
import { Actions, MarginNotes, Page } from '../../ui/Page.tsx'
import { Many } from './Many.tsx'
import { One } from './One.tsx'
import { words } from './words.ts'

/** One verification: it begins when it is first shown, and can be come back to. */
export function Verification({ id, file }: { readonly id: VerificationId; readonly file: number | undefined }) {
  const { data: view, error } = useVerification(id)
  const call = useCallback(
    (
      input: { verification: string },
      options: { signal?: AbortSignal; onProgress?: (p: VerificationProgress) => void },
    ) => countermark.verifying.verify(input, options),
    [],
  )
  const { state, start, attach, cancel } = useTask(api.verifying.verify, call)
  const running = view?.task
  const isReady = view?.state === 'ready'
  const isIdle = state.kind === 'idle'
  useEffect(() => {
    if (!isIdle) return
    if (running !== undefined) attach(running)
    else if (isReady && startOnce.take(id)) start({ verification: id })
  }, [isIdle, running, isReady, id, attach, start])
  const ended = state.kind === 'done' ? state.output : undefined
  useEffect(() => {
    if (ended) keepVerification(ended)
  }, [ended])

  const failed = error ?? (state.kind === 'failed' ? state.fault : undefined)
  if (failed) {
    const { title, hint, code } = asFault(failed)
    return (
      <Page eyebrow={words.eyebrow} headline={title} lead={hint}>
        <Actions>
          {code === 'input.unknown-verification' ? null : (
            <Button kind="primary" onPress={() => start({ verification: id })}>
              {words.again}
            </Button>
          )}
        </Actions>
      </Page>
    )
  }
  // What has ended may still be asked more about: then the view is the newer one.
  const shown = view?.state === 'ended' ? view : (ended ?? view)
  if (!shown) {
    return (
      <Page eyebrow={words.eyebrow} headline={words.loading}>
        <p role="status" aria-busy="true" />
      </Page>
    )
  }
  if (shown.state === 'ready' && isIdle) return <Waiting view={shown} onStart={() => start({ verification: id })} />
  if (shown.state !== 'ended') {
    return <Running view={shown} progress={state.kind === 'running' ? state.progress : undefined} onCancel={cancel} />
  }
  const only = shown.files.length === 1 ? 0 : file
  return only === undefined || !shown.files[only] ? <Many view={shown} /> : <One key={only} view={shown} index={only} />
}

/** It was not begun, or was cut short: a window that reloads begins nothing by itself. */
const Waiting = ({ view, onStart }: { readonly view: VerificationView; readonly onStart: () => void }) => (
  <Page eyebrow={words.eyebrowOf(view)} headline={words.waiting(view.files.length)}>
    <Actions>
      <Button kind="primary" onPress={onStart}>
        {words.start}
      </Button>
    </Actions>
  </Page>
)

function Running({
  view,
  progress,
  onCancel,
}: {
  readonly view: VerificationView
  readonly progress: VerificationProgress | undefined
  readonly onCancel: () => void
}) {
  const all = view.files.reduce((sum, file) => sum + (file.size ?? 0), 0)
  return (
    <Page
      eyebrow={words.eyebrowOf(view)}
      headline={words.running.headline(view.files.length)}
      margin={<MarginNotes of={[words.margin.offline]} />}
    >
      <p role="status">
        {words.running.done(progress?.done ?? 0, view.files.length)}
        {progress && progress.bytes > 0 ? ` ${words.running.bytes(size(progress.bytes), size(all))}` : ''}
      </p>
      <Actions>
        <Button onPress={onCancel}>{words.running.cancel}</Button>
      </Actions>
    </Page>
  )
}
