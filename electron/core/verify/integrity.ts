/** SHA-512 out of subresource integrity (W3C), in which several kinds of digest may stand side by side: lower-case hexadecimal. */
export function sha512In(integrity: string | undefined): string | undefined {
  const [, base64] = /(?:^|\s)sha512-([A-Za-z0-9+/]{86}==)/.exec(integrity ?? '') ?? []
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64').toString('hex')
}
