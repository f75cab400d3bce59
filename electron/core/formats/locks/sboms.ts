/** Lists of components that somebody wrote down: CycloneDX, SPDX, and the scanner's own. What has no purl with a version is left out. */
import { z } from 'zod'
import { parsePurl } from '../../purl.ts'
import { type Lock, type Locked, lock } from './locked.ts'
import { json, yaml } from './texts.ts'
import { isForeign, readXml } from './xml.ts'

/** As OSV calls the types of purls. */
const ECOSYSTEMS: Readonly<Record<string, string>> = {
  cargo: 'crates.io',
  composer: 'Packagist',
  conan: 'ConanCenter',
  cran: 'CRAN',
  gem: 'RubyGems',
  github: 'GitHub Actions',
  golang: 'Go',
  hackage: 'Hackage',
  hex: 'Hex',
  k8s: 'Kubernetes',
  maven: 'Maven',
  npm: 'npm',
  nuget: 'NuGet',
  pub: 'Pub',
  pypi: 'PyPI',
  swift: 'SwiftURL',
}
/** Those are of a distribution, which stands before the name. */
const DISTRIBUTIONS: Readonly<Record<string, string>> = {
  'apk/alpine': 'Alpine',
  'deb/debian': 'Debian',
  'deb/ubuntu': 'Ubuntu',
}

function ofPurl(text: string, called?: string | null): Locked[] {
  const { type = '', namespace, name = '', version = '' } = parsePurl(text) ?? {}
  const distribution = DISTRIBUTIONS[`${type}/${namespace}`]
  const ecosystem = distribution ?? (Object.hasOwn(ECOSYSTEMS, type) ? ECOSYSTEMS[type] : undefined)
  if (ecosystem === undefined) return []
  const isAlone = namespace === undefined || distribution !== undefined
  const full = isAlone ? name : `${namespace}${type === 'maven' ? ':' : '/'}${name}`
  // Some write the major version of a module of Go behind the purl.
  const [, major] = (type === 'golang' ? /#\/?(v\d+)/.exec(text) : undefined) ?? []
  return [{ name: major === undefined ? full : `${full}/${major}`, version, ecosystem, called: called || name }]
}

const VERSIONS = ['1.0', '1.1', '1.2', '1.3', '1.4', '1.5', '1.6'] as const

const Bom = z.object({
  specVersion: z.enum(VERSIONS).optional(),
  components: z.array(z.unknown()).nullish(),
})
const Component = z.object({
  name: z.string().nullish(),
  version: z.string().nullish(),
  purl: z.string().nullish(),
  components: z.array(z.unknown()).nullish(),
})

/** CycloneDX, as JSON. */
export function cycloneDxJson(text: string): Lock | undefined {
  const { data } = Bom.safeParse(json(text))
  if (!data) return undefined
  const packages: Locked[] = []
  // Without calling itself: components have components.
  const waiting = [data.components ?? []]
  for (let some = waiting.pop(); some; some = waiting.pop()) {
    for (const one of some) {
      const component = Component.safeParse(one).data
      if (!component) return undefined
      packages.push(...ofPurl(component.purl ?? '', component.name))
      waiting.push(component.components ?? [])
    }
  }
  return lock(packages)
}

/** CycloneDX, as XML. */
export function cycloneDxXml(text: string): Lock | undefined {
  const packages: Locked[] = []
  const names: string[] = []
  let isRight = !isForeign(text)
  const isWhole = readXml(text, {
    open({ path }) {
      if (path.length === 1 && path[0] !== 'bom') isRight = false
    },
    close({ path, text: written }) {
      const [, field] = /^bom(?:\/components\/component)+\/(name|purl)$/.exec(path.join('/')) ?? []
      // The name stands before the purl.
      if (field === 'name') names[path.length] = written
      if (field === 'purl') packages.push(...ofPurl(written, names[path.length]))
    },
  })
  return isWhole && isRight ? { packages } : undefined
}

const Spdx = z.object({
  spdxVersion: z.string().regex(/^SPDX-2\.[123]$/),
  packages: z
    .array(
      z.object({
        externalRefs: z
          .array(z.object({ referenceType: z.string().nullish(), referenceLocator: z.string().nullish() }))
          .nullish(),
      }),
    )
    .nullish(),
})

/** SPDX, as JSON: the last purl of each package. */
export const spdxJson = (text: string): Lock | undefined => spdx(json(text))

/** SPDX, as YAML. */
export const spdxYaml = (text: string): Lock | undefined => spdx(yaml(text))

function spdx(document: unknown): Lock | undefined {
  const { data } = Spdx.safeParse(document)
  return lock(
    data &&
      (data.packages ?? []).flatMap(({ externalRefs }) => {
        const purls = (externalRefs ?? []).filter(({ referenceType }) => referenceType === 'purl')
        return ofPurl(purls.at(-1)?.referenceLocator ?? '')
      }),
  )
}

/** SPDX, a tag and its value a line: the last purl below each name. */
export function spdxTags(text: string): Lock | undefined {
  // What is said in more than one line names no package.
  const lines = text.replace(/<text>.*?<\/text>/gs, '').split(/\r?\n/)
  const tags = lines.flatMap((line) => {
    const [, tag, value] = /^([A-Za-z]+):\s*(.*)$/.exec(line) ?? []
    return tag === undefined || value === undefined ? [] : [{ tag, value: value.trim() }]
  })
  if (!tags.some(({ tag, value }) => tag === 'SPDXVersion' && /^SPDX-2\.[123]$/.test(value))) return undefined
  const purls: string[] = ['']
  for (const { tag, value } of tags) {
    if (tag === 'PackageName') purls.push('')
    const [, purl] = (tag === 'ExternalRef' ? /^\S+\s+purl\s+(\S+)/.exec(value) : undefined) ?? []
    if (purl !== undefined) purls[purls.length - 1] = purl
  }
  return lock(purls.flatMap((purl) => ofPurl(purl)))
}

const text = z.string().nullish()
const Custom = z.object({
  results: z
    .array(
      z.object({
        packages: z
          .array(z.object({ package: z.object({ name: text, version: text, ecosystem: text }).nullish() }))
          .nullish(),
      }),
    )
    .nullish(),
})
/** Those that OSV has, before a `:` with a release. */
const KNOWN: ReadonlySet<string> = new Set([
  ...Object.values(ECOSYSTEMS),
  ...Object.values(DISTRIBUTIONS),
  ...['AlmaLinux', 'Alpaquita', 'Android', 'BellSoft Hardened Containers', 'Bioconductor', 'Bitnami', 'Chainguard'],
  ...['GHC', 'GIT', 'Linux', 'Mageia', 'MinimOS', 'openEuler', 'openSUSE', 'OSS-Fuzz', 'Photon OS', 'Red Hat'],
  ...['Rocky Linux', 'SUSE', 'Wolfi'],
])

/** `osv-scanner-custom.json`: what the scanner printed once, with packages of any ecosystem. */
export function scannerResults(content: string): Lock | undefined {
  const { data } = Custom.nullable().safeParse(json(content))
  if (data === undefined) return undefined
  const some = (data?.results ?? []).flatMap(({ packages }) => packages ?? [])
  return lock(
    some.flatMap(({ package: one }): Locked[] => {
      const ecosystem = one?.ecosystem ?? ''
      const isKnown = KNOWN.has(ecosystem.split(':', 1)[0] ?? '')
      return isKnown ? [{ name: one?.name ?? '', version: one?.version ?? '', ecosystem }] : []
    }),
  )
}
