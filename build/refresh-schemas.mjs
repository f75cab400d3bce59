/**
 * Writes resources/schemas/: the published JSON schemas of SBOM formats, out of the packages that publish them.
 *
 *   npm pack @cyclonedx/cyclonedx-library@10.3.0
 *   mvn dependency:copy -Dartifact=org.spdx:tools-java:2.0.1 -DoutputDirectory=.
 *   node build/refresh-schemas.mjs FOLDER     (the folder with the two files; `tar` and `unzip` are needed)
 *
 * Only what explains is taken out (titles, descriptions, examples); what decides stays as it is published.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const packages = [
  {
    source: '@cyclonedx/cyclonedx-library 10.3.0 (npm)',
    licence: 'Apache-2.0',
    file: 'cyclonedx-cyclonedx-library-10.3.0.tgz',
    sha256: '9833bd949052eb18218dd64b13ad62d9246f7395eef01c66dad08fcbacf74f01',
    extract: (file, path) => execFileSync('tar', ['-xzOf', file, `package/res/schema/${path}`], { maxBuffer: 2 ** 26 }),
    schemas: {
      'cyclonedx-1.4': 'bom-1.4.SNAPSHOT.schema.json',
      'cyclonedx-1.5': 'bom-1.5.SNAPSHOT.schema.json',
      'cyclonedx-1.6': 'bom-1.6.SNAPSHOT.schema.json',
      'cyclonedx-1.7': 'bom-1.7.SNAPSHOT.schema.json',
      'cyclonedx-cryptography': 'cryptography-defs.SNAPSHOT.schema.json',
      'cyclonedx-jsf': 'jsf-0.82.SNAPSHOT.schema.json',
      'cyclonedx-licences': 'spdx.SNAPSHOT.schema.json',
    },
  },
  {
    source: 'org.spdx:tools-java 2.0.1 (Maven Central)',
    licence: 'Apache-2.0',
    file: 'tools-java-2.0.1.jar',
    sha256: '732a266e47cafdd39d6bff4d198fd001cf31e9f0d97dce5086afbcc1dd5871de',
    extract: (file, path) => execFileSync('unzip', ['-p', file, `resources/${path}`], { maxBuffer: 2 ** 26 }),
    schemas: {
      'spdx-2.2': 'spdx-schema-v2.2.json',
      'spdx-2.3': 'spdx-schema-v2.3.json',
      'spdx-3.0.0': 'spdx-schema-v3.0.0.json',
      'spdx-3.0.1': 'spdx-schema-v3.0.1.json',
    },
  },
]

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const folder = resolve(process.argv[2] ?? '.')
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')
const write = (name, value) =>
  writeFileSync(join(root, 'resources/schemas', `${name}.json`), `${JSON.stringify(value, null, 1)}\n`)

/** Keywords that decide nothing. */
const explains = new Set(['$comment', 'title', 'description', 'examples', 'default', 'deprecated', 'meta:enum'])
/** Keywords whose keys are names of a document, and may be called `title`. */
const named = new Set(['properties', 'patternProperties', 'definitions', '$defs'])
/** Keywords whose value is a value of a document, and no schema. */
const literal = new Set(['enum', 'const', 'required'])

function withoutWords(schema) {
  if (Array.isArray(schema)) return schema.map(withoutWords)
  if (typeof schema !== 'object' || schema === null) return schema
  const kept = Object.entries(schema).filter(([keyword]) => !explains.has(keyword))
  return Object.fromEntries(
    kept.map(([keyword, value]) => {
      if (literal.has(keyword)) return [keyword, value]
      if (!named.has(keyword)) return [keyword, withoutWords(value)]
      return [keyword, Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withoutWords(part)]))]
    }),
  )
}

const sources = {}
for (const { source, licence, file, sha256: expected, extract, schemas } of packages) {
  const archive = join(folder, file)
  const actual = sha256(readFileSync(archive))
  if (actual !== expected) throw new Error(`${file} has the digest ${actual}, and ${expected} was expected`)
  for (const [name, path] of Object.entries(schemas)) {
    const bytes = extract(archive, path)
    sources[name] = { source, path, licence, sha256: sha256(bytes) }
    write(name, withoutWords(JSON.parse(bytes.toString('utf8'))))
  }
}
write('sources', sources)
