import { IDENTITY_FLAGS } from './identity-flags.ts'

/** What `sign` and `attest` have in common. */
export const SESSION_FLAGS = {
  instance: { value: 'NAME', help: 'practice, public, staging, or the file of a client trust config' },
  ...IDENTITY_FLAGS,
  yes: { help: 'agree to the public record without being asked' },
  force: { help: 'replace bundles that are there already' },
  out: { value: 'DIR', help: 'write the bundles there instead of beside the files' },
} as const
