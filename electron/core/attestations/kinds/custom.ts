import { fault } from '../../../contract/faults.ts'
import { attestationKind } from '../kind.ts'

/** Predicates whose body is not looked into: whoever wrote it answers for it. The names are those that cosign has. */
export const custom = attestationKind({
  id: 'custom',
  names: new Map([
    ['custom', 'https://cosign.sigstore.dev/attestation/v1'],
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
