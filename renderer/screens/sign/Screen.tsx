import { useParams } from 'wouter'
import { SessionId } from '../../../electron/contract/model/session.ts'
import { ChooseFiles } from './ChooseFiles.tsx'
import { Session } from './Session.tsx'

/** Signing: first the files, then their session. The session's id is in the address, so a reload comes back to it. */
export function SignScreen() {
  const { session } = useParams<{ session?: string }>()
  const id = SessionId.safeParse(session)
  return id.success ? <Session key={id.data} id={id.data} /> : <ChooseFiles />
}
