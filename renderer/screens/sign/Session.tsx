import { useCallback, useEffect } from 'react'
import { api } from '../../../electron/contract/api.ts'
import type {
  ExistingBundles,
  SessionId,
  SessionProgress,
  SessionResult,
} from '../../../electron/contract/model/session.ts'
import type { SignInChoice } from '../../../electron/contract/model/sign-in.ts'
import { receiptChoice, signInChoice } from '../../kept-choice.ts'
import { asFault, countermark } from '../../rpc/client.ts'
import { useSession } from '../../rpc/queries.ts'
import { useTask } from '../../rpc/use-task.ts'
import { startOnce } from '../../start-once.ts'
import { Page } from '../../ui/Page.tsx'
import { Ready } from './Ready.tsx'
import { Result } from './Result.tsx'
import { Running } from './Running.tsx'
import { words } from './words.ts'

type SignInput = {
  session: string
  existing?: ExistingBundles | undefined
  signIn?: SignInChoice | undefined
  receipt?: boolean | undefined
}

/** One session from its plan to its result. Main keeps it; this screen joins it wherever it stands. */
export function Session({ id }: { readonly id: SessionId }) {
  const { data: view, error } = useSession(id)
  const call = useCallback(
    (
      input: SignInput,
      options: { signal?: AbortSignal; onProgress?: (p: SessionProgress) => void },
    ): Promise<SessionResult> => countermark.signing.sign(input, options),
    [],
  )
  const { state, start, attach, cancel } = useTask(api.signing.sign, call)
  const sign = useCallback(
    (existing?: ExistingBundles) =>
      start({
        session: id,
        signIn: signInChoice.get(),
        receipt: receiptChoice.get(),
        ...(existing ? { existing } : {}),
      }),
    [start, id],
  )

  const running = view?.task
  const isKnown = view !== undefined
  const isIdle = state.kind === 'idle'
  useEffect(() => {
    if (!isIdle) return
    if (running !== undefined) attach(running)
    else if (isKnown && startOnce.take(id)) sign()
  }, [isIdle, running, isKnown, id, attach, sign])

  if (!view) {
    return error ? (
      <Page eyebrow={words.eyebrow} headline={asFault(error).title} lead={asFault(error).hint}>
        {null}
      </Page>
    ) : (
      <Page eyebrow={words.eyebrow} headline={words.loading}>
        <FaultlessWait />
      </Page>
    )
  }
  if (state.kind === 'running') return <Running view={view} progress={state.progress} onCancel={cancel} />
  const result = state.kind === 'done' ? state.output : view.result
  if (result?.hallmark) {
    const late = state.kind === 'failed' ? state.fault : undefined
    return <Result view={view} result={result} fault={late} onGoOn={sign} />
  }
  const fault = state.kind === 'failed' ? state.fault : result ? firstFault(result) : undefined
  return <Ready view={view} fault={fault} onSign={sign} />
}

/** A session that is asked for answers at once; a longer wait shows as an empty page that a screen reader knows of. */
const FaultlessWait = () => <p role="status" aria-busy="true" />

/** Where not one file was signed, the reason of the first stands for all. */
const firstFault = ({ files }: SessionResult) => {
  const failed = files.find((file) => file.state === 'failed')
  return failed?.state === 'failed' ? failed.fault : undefined
}
