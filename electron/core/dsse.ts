/** Dead Simple Signing Envelope (DSSE), protocol version 1: what a signature of an envelope is over. */

/**
 * The pre-authentication encoding: `DSSEv1 <length> <type> <length> <payload>`, one space between the parts. Lengths
 * count bytes (of the type: as UTF-8) and are written in decimal. `payload` is the decoded one, never its base64.
 */
export function pae(payloadType: string, payload: Uint8Array): Buffer {
  const header = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `
  return Buffer.concat([Buffer.from(header), payload])
}
