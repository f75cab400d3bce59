/** Jobs that publish a package, and jobs that make a release, as Scorecard knows them. */
import { REGISTRIES } from '../endpoints.ts'
import { inLine, type JobPattern } from './job-match.ts'

const job = (what: string, ...steps: JobPattern['steps']): JobPattern => ({ what, steps })

export const PUBLISHING: readonly JobPattern[] = [
  job(
    'node publishing workflow using npm',
    { uses: 'actions/setup-node', with: { 'registry-url': REGISTRIES.npm } },
    { run: inLine('npm', 'publish') },
  ),
  job('java publishing workflow using maven', { uses: 'actions/setup-java' }, { run: inLine('mvn', 'deploy') }),
  job('java publishing workflow using gradle', { uses: 'actions/setup-java' }, { run: inLine('gradle', 'publish') }),
  job('Scala publishing workflow using sbt-ci-release', { run: inLine('sbt', 'ci-release') }),
  job('ruby publishing workflow using gem', { run: inLine('gem', 'push') }),
  job('nuget publishing workflow', { run: inLine('nuget', 'push') }),
  job('docker publishing workflow', { run: inLine('docker', 'push') }),
  job('docker publishing workflow', { uses: 'docker/build-push-action' }),
  job('python publishing workflow using pypi', { uses: 'pypa/gh-action-pypi-publish' }),
  job('python publishing workflow using python-semantic-release', { uses: 'relekang/python-semantic-release' }),
  job('golang publishing workflow', { uses: 'goreleaser/goreleaser-action' }),
  job('rust publishing workflow using cargo', { run: inLine('cargo', 'publish') }),
  job('container publishing workflow using ko', { uses: 'imjasonh/setup-ko' }, { uses: 'ko-build/setup-ko' }),
  job('publishing workflow using semantic-release', { run: inLine('npx', 'semantic-release') }),
  job(
    'publishing workflow using elixir',
    { uses: 'erlef/setup-elixir' },
    { run: (script) => /hex[^\n]publish/u.test(script) },
  ),
]

const SLSA = 'slsa-framework/slsa-github-generator/.github/workflows'

export const RELEASING: readonly JobPattern[] = [
  job('python publishing workflow using python-semantic-release', { uses: 'relekang/python-semantic-release' }),
  ...['npx', 'pnpm', 'yarn'].map((first) =>
    job('publishing workflow using semantic-release', { run: inLine(first, 'semantic-release') }),
  ),
  job('golang publishing workflow', { uses: 'actions/setup-go' }, { uses: 'goreleaser/goreleaser-action' }),
  job('SLSA publishing workflow using slsa-github-generator', { uses: `${SLSA}/builder_go_slsa3.yml` }),
  job('SLSA publishing workflow using slsa-github-generator', { uses: `${SLSA}/generator_generic_slsa3.yml` }),
  job('mvn release workflow', { run: inLine('mvn', 'release:prepare') }),
]

export const PAGES: readonly JobPattern[] = [
  job('GitHub page deployment workflow using peaceiris/actions-gh-pages', { uses: 'peaceiris/actions-gh-pages' }),
]
