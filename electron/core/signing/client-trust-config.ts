/** A client trust config (protobuf-specs, sigstore_trustroot.proto): the two files of a private instance in one. */
import { z } from 'zod'
import { fault } from '../../contract/faults.ts'
import type { InstanceTexts } from './instance.ts'

const ClientTrustConfig = z.object({
  mediaType: z.literal('application/vnd.dev.sigstore.clienttrustconfig.v0.1+json'),
  trustedRoot: z.record(z.string(), z.unknown()),
  signingConfig: z.record(z.string(), z.unknown()),
})

/** Takes it apart; what is in the parts is not judged here. Fault: `sigstore.instance-unreadable`. */
export function readClientTrustConfig(text: string): InstanceTexts {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw fault('sigstore.instance-unreadable', { reason: 'The client trust config is not JSON' }, { cause: error })
  }
  const parsed = ClientTrustConfig.safeParse(json)
  if (!parsed.success) {
    const reason = 'It is no client trust config of version 0.1, or a part of it is missing'
    throw fault('sigstore.instance-unreadable', { reason }, { cause: parsed.error })
  }
  const { trustedRoot, signingConfig } = parsed.data
  return { trustedRoot: JSON.stringify(trustedRoot), signingConfig: JSON.stringify(signingConfig) }
}
