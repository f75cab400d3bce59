import { useParams } from 'wouter'
import { VerificationId } from '../../../electron/contract/model/verification.ts'
import { Choose } from './Choose.tsx'
import { Verification } from './Verification.tsx'

/** Verifying: first the files, then their answers. What stands open is in the address, so a reload comes back to it. */
export function VerifyScreen() {
  const { verification, file } = useParams<{ verification?: string; file?: string }>()
  const id = VerificationId.safeParse(verification)
  if (!id.success) return <Choose />
  const index = Number(file)
  return <Verification key={id.data} id={id.data} file={/^\d+$/.test(file ?? '') ? index : undefined} />
}
