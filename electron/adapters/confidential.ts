/** Which addresses keep what is sent to them between us and the service. */

/** Whether the host name of a parsed URL means this machine: `localhost`, 127.0.0.0/8 or ::1 (RFC 8252 §7.3). */
export const isLoopbackHost = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)

/** Where a machine in a cloud reaches the metadata service of its host: link-local, answered below the machine itself. */
export const METADATA_ADDRESS = '169.254.169.254'

export const isMetadataService = ({ protocol, host, username, password }: URL): boolean =>
  protocol === 'http:' && host === METADATA_ADDRESS && username === '' && password === ''

/** Https, or http that never leaves this machine; and no user name or password, which only mislead the reader. */
export const isConfidential = ({ protocol, hostname, username, password }: URL): boolean =>
  (protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname))) && username === '' && password === ''

/** The parsed address, or undefined for what is none. */
export function parseAddress(address: string): URL | undefined {
  try {
    return new URL(address)
  } catch {
    return undefined
  }
}
