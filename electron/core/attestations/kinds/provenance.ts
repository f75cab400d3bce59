import { z } from 'zod'
import { visible } from '../../display-name.ts'
import { attestationKind } from '../kind.ts'
import { doesNotFit } from '../schema/check-fit.ts'

export const PROVENANCE_TYPE = 'https://slsa.dev/provenance/v1'

/** A `TypeURI` or `ResourceURI` of in-toto: it names its scheme. */
const Uri = z.string().regex(/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/, 'is not an absolute address')
const Time = z.iso.datetime({ offset: true, error: 'is not a time such as 2026-01-31T09:30:00Z' })
const Values = z.record(z.string(), z.unknown())

/** In-toto ResourceDescriptor v1: one of uri, digest and content has to be there. */
const Resource = z
  .looseObject({
    name: z.string().optional(),
    uri: z.string().optional(),
    digest: z.record(z.string(), z.string().regex(/^[0-9a-f]+$/, 'is not lower-case hexadecimal')).optional(),
    content: z.base64().optional(),
    downloadLocation: z.string().optional(),
    mediaType: z.string().optional(),
    annotations: Values.optional(),
  })
  .refine(({ uri, digest, content }) => uri !== undefined || digest !== undefined || content !== undefined, {
    error: 'has none of uri, digest and content',
  })

/** SLSA v1, Provenance, “Schema”. Fields of others stay: readers ignore what they do not know. */
const Provenance = z.looseObject({
  buildDefinition: z.looseObject({
    buildType: Uri,
    externalParameters: Values,
    internalParameters: Values.optional(),
    resolvedDependencies: z.array(Resource).optional(),
  }),
  runDetails: z.looseObject({
    builder: z.looseObject({
      id: Uri,
      builderDependencies: z.array(Resource).optional(),
      version: z.record(z.string(), z.string()).optional(),
    }),
    metadata: z
      .looseObject({ invocationId: z.string().optional(), startedOn: Time.optional(), finishedOn: Time.optional() })
      .optional(),
    byproducts: z.array(Resource).optional(),
  }),
})

/** How something was built, as SLSA writes it. What a file says of a build is not checked, only that it is said. */
export const provenance = attestationKind({
  id: 'provenance',
  names: new Map([
    ['provenance', PROVENANCE_TYPE],
    ['slsaprovenance1', PROVENANCE_TYPE],
  ]),
  owns: (uri) => uri === PROVENANCE_TYPE,
  check: async (body) => {
    const { error } = Provenance.safeParse(body)
    if (error) throw doesNotFit('SLSA provenance v1', error.issues.map(problemOf))
    return PROVENANCE_TYPE
  },
})

function problemOf({ path, message, code }: z.core.$ZodIssue) {
  const where = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${visible(String(key))}`)).join('')
  return { path: where.replace(/^\./, ''), says: code === 'invalid_type' ? 'is missing or of a wrong sort' : message }
}
