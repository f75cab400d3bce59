/** Jobs that publish a package, and jobs that make a release, as Scorecard knows them. */
import { REGISTRIES } from '../endpoints.ts'
import type { JobPattern } from './job-match.ts'

const job = (what: string, ...steps: JobPattern['steps']): JobPattern => ({ what, steps })

export const PUBLISHING: readonly JobPattern[] = [
  job('npm', { uses: 'actions/setup-node', with: { 'registry-url': REGISTRIES.npm } }, { run: /npm.*publish/ }),
  job('Maven', { uses: 'actions/setup-java' }, { run: /mvn.*deploy/ }),
  job('Gradle', { uses: 'actions/setup-java' }, { run: /gradle.*publish/ }),
  job('Scala', { run: /sbt.*ci-release/ }),
  job('RubyGems', { run: /gem.*push/ }),
  job('NuGet', { run: /nuget.*push/ }),
  job('Docker', { run: /docker.*push/ }),
  job('Docker', { uses: 'docker/build-push-action' }),
  job('PyPI', { uses: 'pypa/gh-action-pypi-publish' }),
  job('PyPI', { uses: 'relekang/python-semantic-release' }),
  job('Go', { uses: 'goreleaser/goreleaser-action' }),
  job('Cargo', { run: /cargo.*publish/ }),
  job('ko', { uses: 'imjasonh/setup-ko' }, { uses: 'ko-build/setup-ko' }),
  job('semantic-release', { run: /npx.*semantic-release/ }),
  job('Elixir', { uses: 'erlef/setup-elixir' }, { run: /.*hex.publish.*/ }),
]

const SLSA = 'slsa-framework/slsa-github-generator/.github/workflows'

export const RELEASING: readonly JobPattern[] = [
  job('semantic-release', { uses: 'relekang/python-semantic-release' }),
  job('semantic-release', { run: /(npx|pnpm|yarn).*semantic-release/ }),
  job('Go', { uses: 'actions/setup-go' }, { uses: 'goreleaser/goreleaser-action' }),
  job('SLSA', { uses: `${SLSA}/builder_go_slsa3.yml` }),
  job('SLSA', { uses: `${SLSA}/generator_generic_slsa3.yml` }),
  job('Maven', { run: /.*mvn.*release:prepare.*/ }),
  job('Pages', { uses: 'peaceiris/actions-gh-pages' }),
]
