/** Rekor v1: `hashedrekord` 0.0.1 for files, `dsse` 0.0.1 for statements. Its promise counts as a trusted time. */
import { z } from 'zod'
import { fault } from '../../../contract/faults.ts'
import type { HttpAnswer } from '../../ports.ts'
import { requestWithRetry } from '../../retry.ts'
import { json, unreadable } from '../answers.ts'
import { pem } from '../pem.ts'
import { hostOf } from '../recipients.ts'
import type { LogEntryJson } from '../records.ts'
import type { LogApi, LogContent } from './log-api.ts'

const PATH = '/api/v1/log/entries'

const count = z.int().nonnegative()
const hex = z.string().regex(/^(?:[0-9a-f]{2})+$/)

/** `LogEntry` of Rekor's openapi.yaml: one member, named by its UUID. */
const Answer = z.record(
  z.string(),
  z.object({
    body: z.base64(),
    integratedTime: count,
    logID: hex,
    logIndex: count,
    verification: z.object({
      signedEntryTimestamp: z.base64(),
      inclusionProof: z.object({
        checkpoint: z.string(),
        hashes: z.array(hex),
        logIndex: count,
        rootHash: hex,
        treeSize: count,
      }),
    }),
  }),
)

/** As much of an entry as tells what it is, and whether it is ours. */
const Body = z.object({
  kind: z.string(),
  apiVersion: z.string(),
  spec: z.object({
    signature: z.object({ content: z.string() }).optional(),
    signatures: z.array(z.object({ signature: z.string() })).optional(),
  }),
})

export const rekorV1: LogApi = {
  majorApiVersion: 1,
  path: PATH,
  timeoutMs: 15_000,

  request({ sha256, signature, certificate, envelope }) {
    const verifier = Buffer.from(pem('CERTIFICATE', certificate)).toString('base64')
    return envelope === undefined
      ? {
          kind: 'hashedrekord',
          apiVersion: '0.0.1',
          spec: {
            data: { hash: { algorithm: 'sha256', value: sha256 } },
            signature: { content: signature, publicKey: { content: verifier } },
          },
        }
      : { kind: 'dsse', apiVersion: '0.0.1', spec: { proposedContent: { envelope, verifiers: [verifier] } } }
  },

  entry: (answer, host) => read(answer, host).entry,

  /** The log names the entry by its UUID, which is the hash of what is in it: the same bytes make the same one. */
  async existing(answer, url, content, { ports, signal }) {
    const uuid = /\/([0-9a-f]{64}|[0-9a-f]{80})$/.exec(answer.headers.location ?? '')?.[1]
    if (uuid === undefined) throw fault('sigstore.log-duplicate')
    const found = await requestWithRetry(ports, {
      method: 'GET',
      url: new URL(`${PATH}/${uuid}`, url).href,
      headers: { accept: 'application/json' },
      timeoutMs: 10_000,
      maxBytes: 256 * 1024,
      signal,
      purpose: 'log',
    })
    if (found.status !== 200) throw fault('sigstore.log-duplicate')
    const { entry, body } = read(found, hostOf(url))
    if (!isOurs(body, content)) throw fault('sigstore.log-duplicate')
    return entry
  },
}

/** A signature is made anew each time, so no two entries share one. */
const isOurs = ({ spec }: z.infer<typeof Body>, { signature }: LogContent): boolean =>
  (spec.signature?.content ?? spec.signatures?.[0]?.signature) === signature

/** The entry in the form in which bundles hold it. */
function read(answer: HttpAnswer, host: string): { entry: LogEntryJson; body: z.infer<typeof Body> } {
  const wrong = (cause?: unknown) => unreadable(host, 'no log entry with a proof in it', cause)
  const parsed = Answer.safeParse(json(answer, host))
  const [logged] = Object.values(parsed.data ?? {})
  if (!logged) throw wrong(parsed.error)
  const body = bodyOf(logged.body)
  if (!body) throw wrong()
  const { signedEntryTimestamp, inclusionProof: proof } = logged.verification
  const entry = {
    logIndex: String(logged.logIndex),
    logId: { keyId: fromHex(logged.logID) },
    kindVersion: { kind: body.kind, version: body.apiVersion },
    integratedTime: String(logged.integratedTime),
    inclusionPromise: { signedEntryTimestamp },
    inclusionProof: {
      logIndex: String(proof.logIndex),
      rootHash: fromHex(proof.rootHash),
      treeSize: String(proof.treeSize),
      hashes: proof.hashes.map(fromHex),
      checkpoint: { envelope: proof.checkpoint },
    },
    canonicalizedBody: logged.body,
  }
  return { entry, body }
}

function bodyOf(base64: string): z.infer<typeof Body> | undefined {
  try {
    return Body.parse(JSON.parse(Buffer.from(base64, 'base64').toString('utf8')))
  } catch {
    return undefined
  }
}

const fromHex = (text: string): string => Buffer.from(text, 'hex').toString('base64')
