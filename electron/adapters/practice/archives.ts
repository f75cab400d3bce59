/**
 * Archives with the same bytes on every system: nothing is compressed, because compressors differ, and every date is
 * fixed. For the sample release only.
 */

/** One file of an archive. */
export interface ArchivedFile {
  /** With slashes. Plain ASCII, at most 100 characters. */
  readonly path: string
  readonly content: Buffer
}

/** POSIX.1-1988 `ustar`, in blocks of 512 bytes. `modified` is in seconds since 1970. */
export function tar(files: readonly ArchivedFile[], modified: number): Buffer {
  const blocks = files.flatMap(({ path, content }) => [
    tarHeader(path, content.length, modified),
    content,
    Buffer.alloc((TAR_BLOCK - (content.length % TAR_BLOCK)) % TAR_BLOCK),
  ])
  return Buffer.concat([...blocks, Buffer.alloc(2 * TAR_BLOCK)])
}

const TAR_BLOCK = 512

function tarHeader(path: string, size: number, modified: number): Buffer {
  const header = Buffer.alloc(TAR_BLOCK)
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0')
  header.write(path, 0)
  header.write(octal(0o644, 7), 100)
  header.write(octal(0, 7), 108)
  header.write(octal(0, 7), 116)
  header.write(octal(size, 11), 124)
  header.write(octal(modified, 11), 136)
  // The checksum counts its own field as spaces.
  header.write('        ', 148)
  header.write('0', 156)
  header.write('ustar\u000000', 257)
  const checksum = header.reduce((sum, byte) => sum + byte, 0)
  header.write(`${octal(checksum, 6)}\0 `, 148)
  return header
}

/** RFC 1952 around stored blocks (RFC 1951 §3.2.4), without a name or a date. */
export function gzip(content: Buffer): Buffer {
  const blocks: Buffer[] = []
  for (let start = 0; start === 0 || start < content.length; start += DEFLATE_BLOCK) {
    const part = content.subarray(start, start + DEFLATE_BLOCK)
    const isLast = start + DEFLATE_BLOCK >= content.length
    blocks.push(Buffer.of(isLast ? 1 : 0), le16(part.length), le16(~part.length), part)
  }
  const unknownSystem = 0xff
  const header = Buffer.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, unknownSystem)
  return Buffer.concat([header, ...blocks, le32(crc32(content)), le32(content.length)])
}

const DEFLATE_BLOCK = 0xffff

/** PKWARE's format, with stored files dated 1 January 1980. */
export function zip(files: readonly ArchivedFile[]): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const { path, content } of files) {
    const name = Buffer.from(path)
    const size = le32(content.length)
    // Version 2.0, UTF-8 names, stored, midnight, 1 January 1980.
    const common = [le16(20), le16(0x800), le16(0), le16(0), le16(0x21), le32(crc32(content)), size, size]
    const entry = Buffer.concat([le32(0x04034b50), ...common, le16(name.length), le16(0), name, content])
    const attributes = [le16(0), le16(0), le16(0), le16(0), le32(0o100644 << 16), le32(offset)]
    central.push(le32(0x02014b50), le16(0x314), ...common, le16(name.length), ...attributes, name)
    local.push(entry)
    offset += entry.length
  }
  const directory = Buffer.concat(central)
  const count = le16(files.length)
  const end = [le32(0x06054b50), le16(0), le16(0), count, count, le32(directory.length), le32(offset), le16(0)]
  return Buffer.concat([...local, directory, ...end])
}

const le16 = (value: number): Buffer => Buffer.of(value & 0xff, (value >> 8) & 0xff)
const le32 = (value: number): Buffer => Buffer.concat([le16(value & 0xffff), le16(value >>> 16)])

/** CRC-32 of ISO 3309, as zip and gzip use it. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}
