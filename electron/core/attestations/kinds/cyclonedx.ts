import { fault } from '../../../contract/faults.ts'
import { visible } from '../../display-name.ts'
import { attestationKind } from '../kind.ts'
import { checkFit, type SchemaFile, type SchemaSet } from '../schema/check-fit.ts'

const TYPE = 'https://cyclonedx.org/bom'

const version = (root: SchemaFile): SchemaSet => ({
  root,
  others: {
    'spdx.SNAPSHOT.schema.json': () => import('../../../../resources/schemas/cyclonedx-licences.json'),
    'jsf-0.82.SNAPSHOT.schema.json': () => import('../../../../resources/schemas/cyclonedx-jsf.json'),
    'cryptography-defs.SNAPSHOT.schema.json': () => import('../../../../resources/schemas/cyclonedx-cryptography.json'),
  },
})

const versions: ReadonlyMap<unknown, SchemaSet> = new Map([
  ['1.4', version(() => import('../../../../resources/schemas/cyclonedx-1.4.json'))],
  ['1.5', version(() => import('../../../../resources/schemas/cyclonedx-1.5.json'))],
  ['1.6', version(() => import('../../../../resources/schemas/cyclonedx-1.6.json'))],
  ['1.7', version(() => import('../../../../resources/schemas/cyclonedx-1.7.json'))],
])

/** A software bill of materials as CycloneDX writes it (ECMA-424), in JSON. */
export const cyclonedx = attestationKind({
  id: 'cyclonedx',
  names: new Map([['cyclonedx', TYPE]]),
  /** The version stands in the document; some programs write it into the type too. */
  owns: (uri) => uri === TYPE || uri.startsWith(`${TYPE}/`),
  check: async (body, uri = TYPE) => {
    const { bomFormat, specVersion } = body
    const found = typeof specVersion === 'string' ? visible(specVersion).slice(0, 40) : 'none'
    if (bomFormat !== 'CycloneDX') {
      throw fault('attestation.other-type', { asked: 'CycloneDX', found: 'something else: bomFormat is missing' })
    }
    const schemas = versions.get(specVersion)
    if (!schemas) {
      const known = [...versions.keys()].join(', ')
      throw fault('attestation.other-version', { format: 'CycloneDX', found, known })
    }
    if (uri !== TYPE && uri !== `${TYPE}/v${found}`) throw fault('attestation.other-type', { asked: uri, found })
    await checkFit(body, schemas, `CycloneDX ${found}`)
    return uri
  },
})
