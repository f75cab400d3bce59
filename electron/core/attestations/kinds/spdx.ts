import { fault } from '../../../contract/faults.ts'
import { visible } from '../../display-name.ts'
import { attestationKind } from '../kind.ts'
import type { JsonObject } from '../predicate-json.ts'
import { checkFit, type SchemaSet } from '../schema/check-fit.ts'

const TYPE = 'https://spdx.dev/Document'

interface Version extends SchemaSet {
  readonly name: string
  /** What follows the type in its versioned form. */
  readonly suffix: string
}

/** By `spdxVersion` up to version 2, and by `@context` from version 3 on. */
const versions: ReadonlyMap<unknown, Version> = new Map([
  [
    'SPDX-2.2',
    { name: 'SPDX 2.2', suffix: '/v2.2', root: () => import('../../../../resources/schemas/spdx-2.2.json') },
  ],
  [
    'SPDX-2.3',
    { name: 'SPDX 2.3', suffix: '/v2.3', root: () => import('../../../../resources/schemas/spdx-2.3.json') },
  ],
  [
    'https://spdx.org/rdf/3.0.0/spdx-context.jsonld',
    { name: 'SPDX 3.0.0', suffix: '/v3', root: () => import('../../../../resources/schemas/spdx-3.0.0.json') },
  ],
  [
    'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
    { name: 'SPDX 3.0.1', suffix: '/v3', root: () => import('../../../../resources/schemas/spdx-3.0.1.json') },
  ],
])

function versionOf(body: JsonObject): Version {
  const says = body.spdxVersion ?? body['@context']
  const known = versions.get(says)
  if (known) return known
  if (says === undefined) {
    const found = 'something else: spdxVersion is missing'
    throw fault('attestation.other-type', { asked: 'SPDX', found })
  }
  throw fault('attestation.other-version', {
    format: 'SPDX',
    found: visible(typeof says === 'string' ? says : 'something that is no text').slice(0, 100),
    known: [...versions.values()].map(({ name }) => name).join(', '),
  })
}

/**
 * A software bill of materials as SPDX writes it (ISO/IEC 5962 for 2.2), in JSON. `spdx` puts the version into the
 * type, as the in-toto Attestation Framework has it; `spdxjson` does not, as cosign expects it.
 */
export const spdx = attestationKind({
  id: 'spdx',
  names: new Map<string, string | readonly string[]>([
    ['spdx', [...new Set([...versions.values()].map(({ suffix }) => `${TYPE}${suffix}`))]],
    ['spdxjson', TYPE],
  ]),
  owns: (uri) => uri === TYPE || uri.startsWith(`${TYPE}/`),
  check: async (body, asked) => {
    const version = versionOf(body)
    const own = `${TYPE}${version.suffix}`
    const [, number = ''] = version.name.split(' ')
    const allowed = [undefined, TYPE, own, `${TYPE}/v${number}`, `${TYPE}/v${number[0]}`]
    if (!allowed.includes(asked)) {
      throw fault('attestation.other-type', { asked: String(asked), found: version.name })
    }
    await checkFit(body, version, version.name)
    return asked ?? own
  },
})
