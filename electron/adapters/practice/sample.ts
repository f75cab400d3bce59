/** A sample release to practise on: a small Python library in three files, as a real one would be published. */
import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type ArchivedFile, gzip, tar, zip } from './archives.ts'
import { writeIfDifferent } from './atomic-file.ts'

/** Writes the files of the sample where they are missing or differ. Returns their absolute paths. */
export async function writeSampleRelease(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const files = sampleRelease()
  await Promise.all(files.map(({ path, content }) => writeIfDifferent(join(folder, path), content)))
  return files.map(({ path }) => resolve(folder, path))
}

const VERSION = '2.4.0'
/** 1 October 2026, in seconds. */
const MADE_AT = Date.UTC(2026, 9, 1) / 1000
const text = (path: string, lines: readonly string[]): ArchivedFile => ({
  path,
  content: Buffer.from(`${lines.join('\n')}\n`),
})

function sampleRelease(): ArchivedFile[] {
  const sdist = gzip(tar(sourceFiles(), MADE_AT))
  const wheel = zip(wheelFiles())
  return [
    { path: `aurora-parse-${VERSION}.tar.gz`, content: sdist },
    { path: `aurora_parse-${VERSION}-py3-none-any.whl`, content: wheel },
    { path: 'SBOM.cdx.json', content: Buffer.from(bom(wheel)) },
  ]
}

const MODULE = text('aurora_parse/__init__.py', [
  '"""Reads aurora forecasts, one line at a time."""',
  '',
  `__version__ = "${VERSION}"`,
  '',
  '',
  'def parse(line: str) -> tuple[str, float]:',
  '    """Splits `Kp 4.33` into its name and its value."""',
  '    name, value = line.split()',
  '    return name, float(value)',
])

const METADATA_LINES = [
  'Metadata-Version: 2.4',
  'Name: aurora-parse',
  `Version: ${VERSION}`,
  'Summary: A sample library to practise signing with',
  'License-Expression: Apache-2.0',
  'Requires-Python: >=3.10',
]

function sourceFiles(): ArchivedFile[] {
  const root = `aurora-parse-${VERSION}`
  const files = [
    text('PKG-INFO', METADATA_LINES),
    text('README.md', ['# aurora-parse', '', 'A sample library to practise signing with. It is published nowhere.']),
    text('pyproject.toml', [
      '[build-system]',
      'requires = ["flit_core>=3.11,<4"]',
      'build-backend = "flit_core.buildapi"',
      '',
      '[project]',
      'name = "aurora-parse"',
      `version = "${VERSION}"`,
      'description = "A sample library to practise signing with"',
      'license = "Apache-2.0"',
      'requires-python = ">=3.10"',
    ]),
    MODULE,
  ]
  return files.map(({ path, content }) => ({ path: `${root}/${path}`, content }))
}

/** A wheel (PEP 427): the package, its metadata, and a record with the digest of each file. */
function wheelFiles(): ArchivedFile[] {
  const info = `aurora_parse-${VERSION}.dist-info`
  const wheel = ['Wheel-Version: 1.0', 'Generator: countermark-sample', 'Root-Is-Purelib: true', 'Tag: py3-none-any']
  const files = [MODULE, text(`${info}/METADATA`, METADATA_LINES), text(`${info}/WHEEL`, wheel)]
  const digest = (content: Buffer) => createHash('sha256').update(content).digest('base64url')
  const record = files.map(({ path, content }) => `${path},sha256=${digest(content)},${content.length}`)
  return [...files, text(`${info}/RECORD`, [...record, `${info}/RECORD,,`])]
}

/** CycloneDX 1.6. */
function bom(wheel: Buffer): string {
  const purl = `pkg:pypi/aurora-parse@${VERSION}`
  const component = {
    type: 'library',
    'bom-ref': purl,
    name: 'aurora-parse',
    version: VERSION,
    purl,
    licenses: [{ license: { id: 'Apache-2.0' } }],
    hashes: [{ alg: 'SHA-256', content: createHash('sha256').update(wheel).digest('hex') }],
  }
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: 'urn:uuid:7c1c4b86-2f0a-4a5e-9d52-61c5a2f0e240',
    version: 1,
    metadata: { timestamp: new Date(MADE_AT * 1000).toISOString(), component },
    components: [],
    dependencies: [{ ref: purl }],
  }
  return `${JSON.stringify(document, null, 2)}\n`
}
