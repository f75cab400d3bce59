/** Verifications that main keeps. What has ended does not change any more. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { BundleDetails, VerificationId, VerificationView } from '../../electron/contract/model/verification.ts'
import { startOnce } from '../start-once.ts'
import { adopt, countermark } from './client.ts'
import { queryClient } from './queries.ts'

/** Hands files over to be verified together. Faults: those of `adopt`, `files.none`, `input.too-many`. */
export async function prepareVerification(files: readonly File[]): Promise<VerificationId> {
  const view = await countermark.verifying.prepare({ files: await adopt(files) })
  startVerification(view)
  return view.id
}

/** Has a verification begin as soon as it is shown. */
export function startVerification(view: VerificationView): void {
  keepVerification(view)
  startOnce.request(view.id)
}

export const keepVerification = (view: VerificationView): void => {
  queryClient.setQueryData(['verifying.verification', view.id], view)
}

export const useVerification = (id: VerificationId): UseQueryResult<VerificationView> =>
  useQuery({
    queryKey: ['verifying.verification', id],
    queryFn: ({ signal }) => countermark.verifying.verification({ verification: id }, { signal }),
  })

export const useBundleDetails = (id: VerificationId, file: number): UseQueryResult<BundleDetails | null> =>
  useQuery({
    queryKey: ['verifying.details', id, file],
    queryFn: ({ signal }) => countermark.verifying.details({ verification: id, file }, { signal }),
  })

export const useReadmeText = (id: VerificationId, file: number, isWanted: boolean): UseQueryResult<string | null> =>
  useQuery({
    queryKey: ['verifying.readme', id, file],
    enabled: isWanted,
    queryFn: ({ signal }) => countermark.verifying.readme({ verification: id, file }, { signal }),
  })

export const useAnswerText = (id: VerificationId, file: number): UseQueryResult<string> =>
  useQuery({
    queryKey: ['verifying.text', id, file],
    queryFn: ({ signal }) => countermark.verifying.text({ verification: id, file }, { signal }),
  })
