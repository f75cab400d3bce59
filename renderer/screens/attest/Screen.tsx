import { useState } from 'react'
import { useParams } from 'wouter'
import type { AttestationPreview } from '../../../electron/contract/model/attestation.ts'
import { SessionId, type SessionView } from '../../../electron/contract/model/session.ts'
import { asFault } from '../../rpc/client.ts'
import { useSession } from '../../rpc/queries.ts'
import { Page } from '../../ui/Page.tsx'
import { Preview } from './Preview.tsx'
import { Wish } from './Wish.tsx'
import { words } from './words.ts'

/** A statement about the files of a session: what it shall say, and then every word of it before it is signed. */
export function AttestScreen() {
  const { session } = useParams<{ session?: string }>()
  const id = SessionId.safeParse(session)
  return id.success ? <Attest key={id.data} id={id.data} /> : <Gone />
}

function Attest({ id }: { readonly id: SessionId }) {
  const { data: view, error } = useSession(id)
  const [preview, setPreview] = useState<AttestationPreview | undefined>(undefined)
  if (error) return <Gone lead={asFault(error).hint} />
  if (!view) {
    return (
      <Page eyebrow={words.eyebrow('')} headline={words.loading}>
        <p role="status" aria-busy="true" />
      </Page>
    )
  }
  const signed = signedIn(view)
  if (signed === 0) return <Gone />
  return (
    <>
      <Wish view={view} signed={signed} isShown={preview === undefined} onPreview={setPreview} />
      {preview === undefined ? null : (
        <Preview title={view.title} preview={preview} onBack={() => setPreview(undefined)} />
      )}
    </>
  )
}

const signedIn = ({ kind, result }: SessionView): number =>
  kind === 'sign' ? (result?.files.filter(({ state }) => state === 'signed').length ?? 0) : 0

const Gone = ({ lead = words.goneLead }: { readonly lead?: string }) => (
  <Page eyebrow={words.eyebrow('Countermark')} headline={words.gone} lead={lead}>
    {null}
  </Page>
)
