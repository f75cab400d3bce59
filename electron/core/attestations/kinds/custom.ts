import { fault } from '../../../contract/faults.ts'
import { attestationKind } from '../kind.ts'

/**
 * Predicates whose body is not looked into: whoever wrote it answers for it. The names are those of cosign, without its
 * `custom`: that one wraps any bytes, and here a type of one's own is named by its address.
 */
export const custom = attestationKind({
  id: 'custom',
  names: new Map([
    ['link', 'https://in-toto.io/Link/v1'],
    ['openvex', 'https://openvex.dev/ns'],
    ['slsaprovenance', 'https://slsa.dev/provenance/v0.2'],
    ['slsaprovenance02', 'https://slsa.dev/provenance/v0.2'],
    ['vuln', 'https://cosign.sigstore.dev/attestation/vuln/v1'],
  ]),
  owns: () => true,
  check: async (_, uri) => {
    if (uri === undefined) throw fault('internal', { id: 'custom' })
    return uri
  },
})
