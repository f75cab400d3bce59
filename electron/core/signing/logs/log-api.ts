/** The shape of a log's interface: one file each in this folder, in the order of `write-to-logs.ts`. */
import type { HttpAnswer } from '../../ports.ts'
import type { LogEntryJson } from '../records.ts'
import type { StepContext } from '../step.ts'

/** What a log is asked to keep for everybody. Only digests of files are in it; of an attestation, the whole envelope. */
export interface LogContent {
  /** SHA-256 of what was signed, hexadecimal: of the file, or of the pre-authentication encoding of the statement. */
  readonly sha256: string
  /** ECDSA over that digest, DER, base64. */
  readonly signature: string
  /** The certificate of the session, DER, base64. */
  readonly certificate: string
  /** The DSSE envelope as JSON text, where what is signed is a statement. */
  readonly envelope?: string
}

/** One version of a log's API. */
export interface LogApi {
  readonly majorApiVersion: number
  /** Where entries are written, from the root of the log's address. */
  readonly path: string
  /** How long an answer may take. */
  readonly timeoutMs: number
  /** The body of the request that writes the entry. The same content makes the same bytes, so it may be sent again. */
  request(content: LogContent): object
  /** The entry that the log has made. Fault: `sigstore.answer-unreadable`. */
  entry(answer: HttpAnswer, host: string): LogEntryJson
  /**
   * The entry that the log has already, because the answer to an earlier request was lost. Faults:
   * `sigstore.log-duplicate` where it is not to be found or not ours, and those of the requests.
   */
  existing(answer: HttpAnswer, url: string, content: LogContent, context: StepContext): Promise<LogEntryJson>
}
