/** What maintainers decided about by `osv-scanner.toml`. What is known of each package: see `KNOWN`. */
import { type Fixtures, lines } from './files.ts'

/** Advisories, by what is asked for. */
export const KNOWN: Readonly<Record<string, readonly string[]>> = {
  'PyPI aa 1.0': ['GHSA-a', 'PYSEC-a', 'GHSA-b'],
  'PyPI bb 1.0': ['GHSA-b', 'DSA-1', 'CVE-9'],
  'PyPI cc 1.0': ['GHSA-c1', 'GHSA-c2', 'GHSA-c3', 'GHSA-c4'],
  'Go a.b/c 1.0.0': ['GO-1', 'GHSA-go'],
  'Go stdlib 1.21.0': ['GO-std'],
  'npm a 1.0.0': ['GHSA-n', 'MAL-1'],
}

/** The other names of each. */
export const ALIASES: Readonly<Record<string, readonly string[]>> = {
  'GHSA-a': ['CVE-1'],
  'PYSEC-a': ['CVE-1', 'GHSA-a'],
  'GHSA-b': ['CVE-2'],
  'DSA-1': ['CVE-9'],
  'GHSA-c1': ['x'],
  'GHSA-c2': ['y'],
  'GHSA-c3': ['y', 'z'],
  'GHSA-c4': ['x', 'z'],
  'GO-1': ['GHSA-go', 'CVE-3'],
}

const requirements = 'aa==1.0\nbb==1.0\n'
const ignored = (id: string, ...more: readonly string[]) => lines('[[IgnoredVulns]]', `id = "${id}"`, ...more)
const override = (...all: readonly string[]) => lines('[[PackageOverrides]]', ...all)

export const DECIDED: Fixtures = {
  'nothing decided': { 'requirements.txt': requirements, 'go.mod': 'module m\ngo 1.21.0\nrequire a.b/c v1.0.0\n' },
  'a chain in two parts': { 'requirements.txt': 'cc==1.0\n' },
  'one and its aliases': { 'requirements.txt': requirements, 'osv-scanner.toml': ignored('CVE-1') },
  'one of two that are the same': {
    'requirements.txt': requirements,
    'osv-scanner.toml': ignored('GHSA-a', 'reason = "x"'),
  },
  'in its own folder only': {
    'requirements.txt': requirements,
    'sub/requirements.txt': requirements,
    'sub/osv-scanner.toml': ignored('CVE-2'),
  },
  'in every folder that has it': {
    'one/requirements.txt': 'aa==1.0\n',
    'one/osv-scanner.toml': ignored('CVE-1'),
    'two/requirements.txt': requirements,
    'two/osv-scanner.toml': lines(ignored('GHSA-a'), ignored('GHSA-b')),
  },
  'each by another folder': {
    'one/requirements.txt': 'aa==1.0\n',
    'one/osv-scanner.toml': ignored('CVE-1'),
    'two/requirements.txt': 'aa==1.0\n',
    'two/osv-scanner.toml': ignored('CVE-2'),
  },
  'until a day': {
    'requirements.txt': requirements,
    'osv-scanner.toml': lines(
      ignored('CVE-1', 'ignoreUntil = 2020-01-01'),
      ignored('CVE-2', 'ignoreUntil = 2999-01-01T00:00:00Z'),
      ignored('CVE-1', 'ignoreUntil = 2999-01-01'),
    ),
  },
  'with a word that is none': { 'requirements.txt': requirements, 'osv-scanner.toml': ignored('CVE-1', 'why = "x"') },
  'with a day that is none': {
    'requirements.txt': requirements,
    'osv-scanner.toml': ignored('CVE-1', 'ignoreUntil = "2999-01-01"'),
  },
  'that is broken': { 'requirements.txt': requirements, 'osv-scanner.toml': `${ignored('CVE-1')}[[` },
  'of a chain': { 'requirements.txt': 'cc==1.0\n', 'osv-scanner.toml': ignored('z') },
  'a package': { 'requirements.txt': requirements, 'osv-scanner.toml': override('name = "aa"', 'ignore = true') },
  'a package of another version': {
    'requirements.txt': requirements,
    'osv-scanner.toml': override('name = "aa"', 'version = "2.0"', 'ignore = true'),
  },
  'a package until a day': {
    'requirements.txt': requirements,
    'osv-scanner.toml': lines(
      override('name = "aa"', 'ignore = true', 'effectiveUntil = 2020-01-01'),
      override('name = "aa"', 'ignore = true'),
    ),
  },
  'an ecosystem': {
    'requirements.txt': requirements,
    'go.mod': 'module m\nrequire a.b/c v1.0.0\n',
    'osv-scanner.toml': override('ecosystem = "PyPI"', 'ignore = true', 'reason = "x"'),
  },
  'a group': {
    'package-lock.json': '{"packages":{"node_modules/a":{"version":"1.0.0","dev":true}}}',
    'osv-scanner.toml': override('group = "dev"', 'ignore = true'),
  },
  'another group': {
    'package-lock.json': '{"packages":{"node_modules/a":{"version":"1.0.0","optional":true}}}',
    'osv-scanner.toml': override('group = "dev"', 'ignore = true'),
  },
  'a licence': {
    'requirements.txt': requirements,
    'osv-scanner.toml': override('name = "aa"', 'license.ignore = true', 'license.override = ["MIT"]'),
  },
  'another version of Go': {
    'go.mod': 'module m\ngo 1.20\nrequire a.b/c v1.0.0\n',
    'osv-scanner.toml': 'GoVersionOverride = "1.21.0"\n',
  },
}

/** Whoever is never vulnerable needs not be asked about: Scorecard asks all the same. */
export const NEVER_VULNERABLE: Fixtures = {
  'a package that is never vulnerable': {
    'requirements.txt': requirements,
    'osv-scanner.toml': override('name = "bb"', 'vulnerability.ignore = true'),
  },
}
