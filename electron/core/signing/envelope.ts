import { STATEMENT_PAYLOAD_TYPE } from '../attestations/statement.ts'

/** A DSSE envelope with one signature, as JSON text. Payload and signature are base64. */
export const envelopeText = (payload: string, signature: string): string =>
  JSON.stringify({ payload, payloadType: STATEMENT_PAYLOAD_TYPE, signatures: [{ sig: signature }] })
