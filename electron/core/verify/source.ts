/** Which source an artifact was made from: what the certificate says, and what an attestation says of itself. */
import { z } from 'zod'
import type { BuildClaims } from './claims.ts'
import type { Statement } from './statement.ts'

/** A place in a repository. */
export interface Source {
  /** Address. */
  readonly repository: string
  /** Lower-case hexadecimal. */
  readonly commit?: string
  /** Full name. */
  readonly ref?: string
}

/** Who says it: certificate and attestation, one of them, or nobody. */
export type SourceFinding =
  | { readonly by: 'nobody' }
  | { readonly by: 'certificate' | 'statement' | 'both'; readonly source: Source }
  | { readonly by: 'neither'; readonly certificate: Source; readonly statement: Source }

/** Compares the two. They agree where repository and commit are the same, as far as both name them. */
export function findSource(claims: BuildClaims | undefined, statement: Statement | undefined): SourceFinding {
  const certificate = claims?.repository === undefined ? undefined : sourceIn(claims, claims.repository)
  const stated = statement ? sourcesIn(statement) : []
  const [first] = stated
  if (!certificate) return first ? { by: 'statement', source: first } : { by: 'nobody' }
  if (!first) return { by: 'certificate', source: certificate }
  if (stated.some((source) => agree(source, certificate))) return { by: 'both', source: certificate }
  const nearest = stated.find(({ repository }) => isSame(repository, certificate.repository)) ?? first
  return { by: 'neither', certificate, statement: nearest }
}

const sourceIn = ({ commit, ref }: BuildClaims, repository: string): Source => ({
  repository,
  ...(commit === undefined ? {} : { commit }),
  ...(ref === undefined ? {} : { ref }),
})

const agree = (a: Source, b: Source): boolean =>
  isSame(a.repository, b.repository) && (a.commit === undefined || b.commit === undefined || a.commit === b.commit)

const Digests = z.record(z.string(), z.string()).catch({})
const Material = z.object({ uri: z.string(), digest: Digests })
const list = z.array(Material.or(z.unknown().transform(() => undefined))).catch([])
/** SLSA v1: `buildDefinition.resolvedDependencies`. */
const ProvenanceV1 = z.object({ buildDefinition: z.object({ resolvedDependencies: list }) })
/** SLSA v0.2: `invocation.configSource`, and `materials`. */
const ProvenanceV02 = z.object({
  invocation: z.object({ configSource: Material.optional().catch(undefined) }).catch({}),
  materials: list,
})

/** Every git repository that provenance names as what was built from. Other predicates name none. */
function sourcesIn({ predicateType, predicate }: Statement): Source[] {
  const materials = materialsIn(predicateType, predicate)
  return materials.flatMap((material) => {
    const [, repository, ref] = /^git\+((?:https?|ssh|git):\/\/[^@#?]+)(?:@([^#?]+))?/.exec(material?.uri ?? '') ?? []
    if (repository === undefined) return []
    const commit = material?.digest.gitCommit ?? material?.digest.sha1
    return [
      {
        repository,
        ...(commit === undefined ? {} : { commit: commit.toLowerCase() }),
        ...(ref === undefined ? {} : { ref }),
      },
    ]
  })
}

function materialsIn(type: string, predicate: unknown): (z.infer<typeof Material> | undefined)[] {
  if (type === 'https://slsa.dev/provenance/v1') {
    return ProvenanceV1.safeParse(predicate).data?.buildDefinition.resolvedDependencies ?? []
  }
  if (type !== 'https://slsa.dev/provenance/v0.2') return []
  const { data } = ProvenanceV02.safeParse(predicate)
  return data ? [data.invocation.configSource, ...data.materials] : []
}

const isSame = (a: string, b: string): boolean => plain(a) === plain(b)

/** Without what does not tell repositories apart. Forges know their paths in any case. */
const plain = (address: string): string =>
  address
    .toLowerCase()
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
