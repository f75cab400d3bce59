/** Who an OpenPGP signature says it is by. Nothing is checked: such signatures are named here, and not judged (RFC 9580). */

const TAG_SIGNATURE = 2
const ISSUER_KEY_ID = 16
const ISSUER_FINGERPRINT = 33

/** The fingerprint of the key, or else its id: upper-case hexadecimal. Undefined for what cannot be read. */
export function pgpKeyId(armored: string): string | undefined {
  try {
    const packet = firstPacket(dearmored(armored))
    return packet && issuerIn(packet)
  } catch {
    return undefined
  }
}

/** RFC 9580, section 6.2: headers, an empty line, base64, and a checksum that says little. */
function dearmored(text: string): Buffer {
  const [, block = ''] = /-----BEGIN PGP SIGNATURE-----\r?\n([\s\S]*?)-----END PGP SIGNATURE-----/.exec(text) ?? []
  const body = block.replace(/^(?:[\w-]+: .*\r?\n)*\r?\n/, '').replace(/\r?\n=[A-Za-z0-9+/]{4}\s*$/, '')
  return Buffer.from(body, 'base64')
}

/** Section 4.2: the header of a packet in its newer and its older form. */
function firstPacket(bytes: Buffer): Buffer | undefined {
  const head = bytes.readUInt8(0)
  const isNew = (head & 0x40) !== 0
  if ((isNew ? head & 0x3f : (head & 0x3c) >> 2) !== TAG_SIGNATURE) return undefined
  const { length, size } = isNew ? newLength(bytes, 1) : oldLength(bytes, head & 3)
  return bytes.subarray(1 + size, 1 + size + length)
}

function newLength(bytes: Buffer, at: number): { length: number; size: number } {
  const first = bytes.readUInt8(at)
  if (first < 192) return { length: first, size: 1 }
  if (first < 224) return { length: ((first - 192) << 8) + bytes.readUInt8(at + 1) + 192, size: 2 }
  return { length: bytes.readUInt32BE(at + 1), size: 5 }
}

function oldLength(bytes: Buffer, type: number): { length: number; size: number } {
  const size = type === 3 ? 0 : 1 << type
  return { length: size === 0 ? bytes.length - 1 : bytes.readUIntBE(1, size), size }
}

/** Section 5.2.3: two lists of subpackets, of which the first is covered by the signature. */
function issuerIn(packet: Buffer): string | undefined {
  const version = packet.readUInt8(0)
  const wide = version >= 6 ? 4 : 2
  let at = 4
  let keyId: string | undefined
  for (let list = 0; list < 2; list++) {
    const end = at + wide + packet.readUIntBE(at, wide)
    at += wide
    while (at < end) {
      const { length, size } = newLength(packet, at)
      const type = packet.readUInt8(at + size) & 0x7f
      const body = packet.subarray(at + size + 1, at + size + length)
      if (type === ISSUER_FINGERPRINT) return body.subarray(1).toString('hex').toUpperCase()
      if (type === ISSUER_KEY_ID) keyId = body.toString('hex').toUpperCase()
      at += size + length
    }
    at = end
  }
  return keyId
}
