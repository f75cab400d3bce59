/** Pinned-Dependencies. The vectors are those of Scorecard 5.5.0. */
import { describe, expect, it } from 'vitest'
import { checked, type Files } from '../../fakes/tree.ts'
import { found, HASH, script, workflow } from './pinned.ts'

const DIGEST = `sha256:${'b'.repeat(64)}`

describe('what a workflow uses', () => {
  it.each([
    ['actions/checkout@v4', '-GitHubAction'],
    [`actions/checkout@${HASH} # v4`, '+GitHubAction'],
    ['./.github/actions/x', ''],
    ['docker://alpine:3', '-GitHubAction'],
    [`docker://alpine@${DIGEST}`, '+GitHubAction'],
    ['../other/action', '+GitHubAction'],
  ])('%s', async (uses, expected) => {
    expect(await found(workflow(`uses: ${uses}`))).toBe(expected)
  })

  it('is a workflow that a job calls, and none that it cannot', async () => {
    const calls = (more: string) => ({ '.github/workflows/a.yml': `jobs:\n  a:\n    uses: o/r/x.yml@v1\n${more}` })
    expect(await found(calls(''))).toBe('-GitHubAction')
    expect(await found(calls('    runs-on: x\n'))).toBe('')
  })
})

describe('what a Dockerfile builds on', () => {
  it.each<[string, string]>([
    ['FROM node:20', '-containerImage'],
    [`ARG D=${DIGEST}\nFROM node@\${D}`, '+containerImage'],
    ['FROM node@sha256:${D}', '+containerImage'],
    ['from node:20', ''],
    ['FROM node:20 AS b\nFROM b', '-containerImage -containerImage'],
    [`FROM node@${DIGEST} AS b\nFROM b`, '+containerImage +containerImage'],
    ['FROM scratch AS s\nFROM s', '+containerImage'],
    ['FROM --platform=linux/amd64 node:20', '-containerImage'],
    ['# escape=`\nFROM `\nnode:20', '-containerImage'],
    ['FROM \\\n# a comment\n\nnode:20', '-containerImage'],
    ['FROM x\nRUN <<EOF\nnpm install\nEOF\nRUN npm ci', '-containerImage -npmCommand +npmCommand'],
    ['FROM x\nRUN ["npm", "install"]', '-containerImage -npmCommand'],
    ['FROM x\nONBUILD RUN npm install', '-containerImage'],
    ['FROM x\nRUN cat <<EOF "no end\nRUN npm ci', '-containerImage +npmCommand'],
    ['FROM x\nRUN cat <<E"O"F <<\'X Y\'\nnpm i\nEOF\nnpm ci\nX Y', '-containerImage -npmCommand +npmCommand'],
    ['FROM x\nRUN x<<EOF${a:-b}\nRUN npm i', '-containerImage -npmCommand'],
    ['FROM x\nONBUILD RUN ["npm", "<<EOF"]', '-containerImage'],
    ['FROM x\nRUN --"" --y npm i', '-containerImage'],
    ['FROM x\nRUN --x="y z" npm i', '-containerImage -npmCommand'],
    ['FROM x\nRUN \u00a0npm i', '-containerImage -npmCommand'],
  ])('%j', async (text, expected) => {
    expect(await found({ Dockerfile: text })).toBe(expected)
  })

  it.each([
    ['an instruction with three words', 'FROM a b'],
    ['nothing to run', 'FROM a\nRUN'],
    ['a heredoc without an end', 'FROM a\nRUN <<EOF\nx'],
    ['a variable without a value', 'FROM a\nENV x'],
    ['a list of numbers', 'FROM a\nCMD [1]'],
    ['two escapes', '# escape=`\n# escape=`\nFROM a'],
    ['a line that is too long', `FROM a\n# ${'é'.repeat(33_000)}`],
    ['a mark in front of a comment and nothing else', '\ufeff# nothing'],
  ])('cannot be told where there is %s', async (_, text) => {
    const result = await checked('pinned-dependencies', { Dockerfile: text })
    expect(result).toMatchObject({ score: -1, isError: true, reason: expect.stringContaining('invalid Dockerfile') })
  })

  it.each([
    ['vendor/x/Dockerfile', ''],
    ['Dockerfile.go', ''],
    ['testdata/Dockerfile', ''],
    ['Dockerfile.tmpl', '-npmCommand'],
    ['my.dockerfile', '-containerImage -npmCommand'],
  ])('%s', async (path, expected) => {
    expect(await found({ [path]: 'FROM a\nRUN npm i' })).toBe(expected)
  })
})

describe('what a script installs', () => {
  it.each<[string, string]>([
    ['npm install', '-npmCommand'],
    ['npm ci', '+npmCommand'],
    ['npm run build', ''],
    ['npm run ci', '+npmCommand'],
    [`npm i git+https://x/y#${HASH}`, '+npmCommand'],
    ['npm "install"', ''],
    ['sudo npm i x', '-npmCommand'],
    ['pip install -r requirements.txt', '-pipCommand'],
    ['pip install --require-hashes -r requirements.txt', '+pipCommand'],
    ['pip install --no-deps -e .', '+pipCommand'],
    ['pip install -e .', '-pipCommand'],
    ['python3 -m pip install x==1', '-pipCommand'],
    ['pip install a.whl', '+pipCommand'],
    ['$PIP install x', ''],
    ['go install golang.org/x/tools/cmd/stringer@v0.1.0', '+goCommand'],
    ['go install golang.org/x/tools/cmd/stringer@latest', '-goCommand'],
    ['go install -trimpath golang.org/x/tools/cmd/stringer@latest', '+goCommand'],
    ['go get -u golang.org/x/tools', '-goCommand'],
    ['go build ./...', ''],
    ['choco install x --requirechecksum', '+chocoCommand'],
    ['dotnet restore --locked-mode', '+nugetCommand'],
    ['nuget install x', '-nugetCommand'],
    ['msbuild /t:Restore', '-nugetCommand'],
    ['yarn install; pnpm i; cargo install x; apt-get install x', ''],
    ['if true; then\n  for x in a; do (npm i) & done\nfi', '-npmCommand'],
    ['echo "$(npm i)" `npm ci`', '-npmCommand +npmCommand'],
    ['export X="$(npm i)"', '-npmCommand'],
  ])('%s', async (text, expected) => {
    expect(await found(script(text))).toBe(expected)
  })
})

describe('a project of .NET', () => {
  const LOCKED = '<RestoreLockedMode>true</RestoreLockedMode>'
  const project = (group: string) => `<Project><PropertyGroup>${group}</PropertyGroup></Project>`
  it.each<[string, string | Uint8Array, boolean]>([
    ['that is locked', project(LOCKED), true],
    ['that takes it back', project(`${LOCKED}<RestoreLockedMode>false</RestoreLockedMode>`), false],
    ['with its declaration further down', `\n<!-- x -->\n<?xml version="1.0"?>\n${project(LOCKED)}`, true],
    ['behind a text', `text ${project(`<a b="1" b="2"/>${LOCKED}`)} <`, true],
    ['with text in several parts', project('<RestoreLockedMode>tr<x>y</x>u<!-- z -->e</RestoreLockedMode>'), true],
    ['in other letters', Buffer.from(project(LOCKED), 'utf16le'), false],
    ['with other letters declared', `<?xml version="1.0" encoding="utf-16"?>${project(LOCKED)}`, false],
    ['with an entity that nobody knows', project(`${LOCKED}&nbsp;`), false],
    ['with white space for an answer', project('<RestoreLockedMode> </RestoreLockedMode>'), false],
    ['without an end', `<Project><PropertyGroup>${LOCKED}`, false],
  ])('%s', async (_, content, isLocked) => {
    const files = { 'build.sh': 'dotnet restore', 'a.csproj': content }
    expect(await found(files)).toBe(isLocked ? '+nugetCommand' : '-nugetCommand')
  })
})

describe('where steps run', () => {
  const step = (run: string, more = '') => `run: ${run}\n${more}`
  it.each<[string, string, boolean]>([
    ['on anything', 'runs-on: ubuntu-latest', true],
    ['on Windows', 'runs-on: Windows-2022', false],
    ['on a group', 'runs-on: { group: x }', false],
    ['on a matrix', 'strategy: { matrix: { os: [windows-1, ubuntu-1] } }\n    runs-on: ${{ matrix.os }}', true],
    ['on a matrix of Windows', 'strategy: { matrix: { os: [windows-1] } }\n    runs-on: ${{ matrix.os }}', false],
    ['in another shell', 'defaults: { run: { shell: pwsh } }\n    runs-on: x', false],
  ])('%s', async (_, where, isRead) => {
    const text = `jobs:\n  a:\n    ${where}\n    steps:\n      - ${step('npm i')}`
    expect(await found({ '.github/workflows/a.yml': text })).toBe(isRead ? '-npmCommand' : '')
  })

  it('is not known for a matrix that nobody wrote', async () => {
    const text = 'jobs:\n  a:\n    runs-on: ${{ matrix.os }}\n    steps:\n      - run: npm i\n'
    const { details } = await checked('pinned-dependencies', { '.github/workflows/a.yml': text })
    expect(details).toMatchObject([
      { text: 'Possibly incomplete results: error parsing job operating system', at: { line: 5 } },
    ])
  })
})

describe('the score', () => {
  it.each<[string, Files, number]>([
    ['one owned that is not, one of others that is', workflow('uses: actions/a@v1', `uses: o/r@${HASH}`), 8],
    ['one owned that is, one of others that is not', workflow(`uses: actions/a@${HASH}`, 'uses: o/r@v1'), 2],
    ['half of the owned alone', workflow(`uses: actions/a@${HASH}`, 'uses: github/b@v1'), 5],
    ['an action that is, a command that is not', workflow(`uses: actions/a@${HASH}`, 'run: npm i'), 5],
    ['nothing at all', { 'a.txt': '' }, -1],
  ])('%s', async (_, files, score) => {
    expect((await checked('pinned-dependencies', files)).score).toBe(score)
  })

  it('has the lines of Scorecard, counts and all', async () => {
    const { details } = await checked(
      'pinned-dependencies',
      workflow('uses: actions/a@v1', 'run: npm ci', 'run: "npm i"'),
    )
    expect(details.map(({ text, at }) => `${text}${at ? `:${at.line}` : ''}`)).toEqual([
      'GitHub-owned GitHubAction not pinned by hash:6',
      'npmCommand not pinned by hash:9',
      '  0 out of   1 GitHub-owned GitHubAction dependencies pinned',
      '  1 out of   2 npmCommand dependencies pinned',
    ])
  })
})

describe('projects of .NET', () => {
  const props = (on: string, version: string) =>
    `<Project><PropertyGroup><ManagePackageVersionsCentrally>${on}</ManagePackageVersionsCentrally></PropertyGroup><ItemGroup><PackageVersion Version="${version}"/></ItemGroup></Project>`
  const locked = (value: string) =>
    `<Project><PropertyGroup><RestoreLockedMode>${value}</RestoreLockedMode></PropertyGroup></Project>`
  it.each<[string, Files, string]>([
    ['in one place and exact', { 'Directory.Packages.props': props('true', '[1.0]') }, '+nugetCommand'],
    ['in one place and not exact', { 'Directory.Packages.props': props('true', '1.0') }, '-nugetCommand'],
    [
      'behind a file that says no',
      { 'Directory.A.props': props('false', '1'), 'Directory.B.props': props('1', '[1]') },
      '-nugetCommand',
    ],
    ['all locked', { 'a.csproj': locked('true') }, '+nugetCommand'],
    ['some locked', { 'a.csproj': locked('true'), 'b.csproj': locked('false') }, '-nugetCommand'],
    ['no truth', { 'a.csproj': locked('yes') }, '-nugetCommand'],
    ['no project', { 'a.csproj': '<Other/>' }, '-nugetCommand'],
  ])('with versions %s', async (_, files, expected) => {
    expect(await found({ ...files, 'build.sh': 'dotnet restore' })).toBe(expected)
  })
})
