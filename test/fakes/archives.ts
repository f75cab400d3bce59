/** Archives made by hand, so that each part of them can be wrong. */
import { gzipSync } from 'node:zlib'

export interface TarEntry {
  readonly name: string
  readonly content?: Buffer | string
  /** Instead of the length of the content: octal digits. */
  readonly size?: string
  readonly type?: string
}

/** A tar archive (POSIX ustar) without its end, which readers do not need. */
export const tar = (...entries: TarEntry[]): Buffer =>
  Buffer.concat(
    entries.map(({ name, content = '', size, type = '0' }) => {
      const bytes = Buffer.from(content)
      const header = Buffer.alloc(512)
      header.write(name.slice(-100), 0)
      header.write(size ?? `${bytes.length.toString(8).padStart(11, '0')}\0`, 124)
      header.write(type, 156)
      header.write('ustar\u000000', 257)
      return Buffer.concat([header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)])
    }),
  )

export const tarGz = (...entries: TarEntry[]): Buffer => gzipSync(tar(...entries))

const le = (value: number, bytes: 2 | 4): Buffer => {
  const buffer = Buffer.alloc(bytes)
  buffer.writeUIntLE(value, 0, bytes)
  return buffer
}

/** A zip archive of files that are stored as they are. `claims` is what their sizes are said to be. */
export function zip(files: Readonly<Record<string, string>>, claims?: number): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(files)) {
    const [bytes, title] = [Buffer.from(content), Buffer.from(name)]
    const size = le(claims ?? bytes.length, 4)
    const common = [
      le(20, 2),
      le(0, 2),
      le(0, 2),
      le(0, 4),
      le(crc(bytes), 4),
      size,
      size,
      le(title.length, 2),
      le(0, 2),
    ]
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), ...common, title, bytes])
    parts.push(local)
    directory.push(
      Buffer.concat([
        Buffer.from('PK\u0001\u0002'),
        le(20, 2),
        ...common,
        le(0, 2),
        le(0, 2),
        le(0, 2),
        le(0, 4),
        le(at, 4),
        title,
      ]),
    )
    at += local.length
  }
  const list = Buffer.concat(directory)
  const count = le(directory.length, 2)
  const end = [Buffer.from('PK\u0005\u0006'), le(0, 4), count, count, le(list.length, 4), le(at, 4), le(0, 2)]
  return Buffer.concat([...parts, list, ...end])
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0)
  }
  return (value ^ 0xffffffff) >>> 0
}
