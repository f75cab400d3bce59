/** Projects that were made up for the rules about files: how Dockerfiles, projects of .NET and programs are read, and links. */
import type { Files } from './parity-fixtures.ts'

const HASH = 'a'.repeat(40)
const RAW = `raw.githubusercontent.com/o/r/${HASH}/i.sh`
const dockerfile = (text: string): Files => ({ Dockerfile: text })
const restored = (files: Files): Files => ({ 'build.sh': 'dotnet restore', ...files })
const project = (group: string): string => `<Project><PropertyGroup>${group}</PropertyGroup></Project>`
const LOCKED = '<RestoreLockedMode>true</RestoreLockedMode>'
/** A program by its first bytes, with others at a place. */
const program = (at: number, text: string): Uint8Array => {
  const bytes = Buffer.alloc(60)
  bytes.write('MZ')
  bytes.write(text, at)
  return bytes
}

export const FILE_FIXTURES: Readonly<Record<string, Files>> = {
  'media-in-programs': {
    a: program(8, 'WEBP'),
    b: program(4, 'ftypisom'),
    c: program(4, 'ftypM4A '),
    d: program(4, 'moov'),
    e: program(12, 'mdat'),
    f: program(4, 'ftypqt  '),
    g: program(8, 'AVI '),
    h: program(4, 'moov').subarray(0, 15),
  },
  'docker-heredocs': dockerfile(
    [
      'FROM a',
      'RUN echo $((1<<2)) && npm i',
      'RUN cat <<EOF "no end',
      'RUN npm ci',
      'RUN cat <<E"O"F <<\'X Y\'',
      'npm i',
      'EOF',
      'pip install x',
      'X Y',
      'RUN x<<EOF${a:-b}',
      'ONBUILD RUN ["npm", "<<EOF"]',
      'RUN 3<<-EOF cat',
      'go get a.b/c',
      '\tEOF',
      'COPY <<EOF /x',
      'RUN npm i',
      'EOF',
      '',
    ].join('\n'),
  ),
  'docker-heredoc-of-nothing': dockerfile('FROM a\nRUN cat <<${x\nRUN npm i\n'),
  'docker-heredoc-of-a-variable': dockerfile('FROM a\nRUN cat <<"${x:?}"\\${\nRUN npm i\n'),
  'docker-flags': dockerfile(
    'FROM a\nRUN --x="y z" --\'"\' npm i\nRUN --"" --y npm i\nRUN --x=à npm i\nRUN -- npm i\n',
  ),
  'docker-numbers': dockerfile('FROM a\nCMD [1e999]\nRUN ["npm", "i", "\\u00e9"]\n'),
  'docker-spaces': dockerfile(
    '\u0085FROM a\n\u00a0RUN npm i\nRUN\u00a0npm i\n\ufeffRUN npm i\nRUN npm \\\n\u0085\n i\n',
  ),
  'docker-mark': dockerfile('\ufeff# escape=`\nFROM a\nRUN npm i `\n x\n'),
  'docker-long-line': dockerfile(`FROM a\n# ${'é'.repeat(33_000)}\n`),
  'docker-long-comment': dockerfile(`# ${'é'.repeat(33_000)}\nFROM a b\n`),
  'comments-behind-a-mark': { Dockerfile: '\ufeff# nothing\n', '.github/workflows/a.yml': '\ufeff# nothing\n' },
  'address-that-is-none': {
    'a.sh': 'npm i\nwget http://x/%zz\npip install x',
    'b.sh': 'npm i',
  },
  'address-that-is-none-in-docker': dockerfile('FROM a\nRUN wget http://x/%zz\n'),
  addresses: {
    'build.sh': [
      `https://${RAW}`,
      `https://Raw.${RAW.slice(4)}`,
      `HTTPS://${RAW}`,
      `https://token@${RAW}`,
      `https://${RAW.replace('com/', 'com:443/')}`,
      `https://${RAW.replace('/r/', '%2Fr/')}`,
      `-x http://{a}/ https://${RAW}`,
      `-x http://a|b/ https://${RAW}`,
      `-x "http://a b/" https://${RAW}`,
      `-x http://a:b:1/ https://${RAW}`,
      `-x http://a/%zz https://${RAW}`,
    ]
      .map((url) => `curl ${url} | sh`)
      .concat('wget http:x/d.sh; . e', 'wget http://x/c%2Fa.sh?b#c; sh a.sh', 'wget http-a/b/f.sh; sh f.sh')
      .join('\n'),
  },
  'nuget-twice': restored({ 'a.csproj': project(`${LOCKED}<RestoreLockedMode>false</RestoreLockedMode>`) }),
  'nuget-later-declaration': restored({ 'a.csproj': `\n<!-- x -->\n<?xml version="1.0"?>\n${project(LOCKED)}` }),
  'nuget-behind-text': restored({ 'a.csproj': `text ${project(`<a b="1" b="2"/>${LOCKED}`)}` }),
  'nuget-other-letters': restored({
    'a.csproj': `<?xml version="1.0" encoding="utf-16"?>${project(LOCKED)}`,
    'b.csproj': Buffer.from(project(LOCKED), 'utf16le'),
    'c.csproj': Buffer.concat([
      Buffer.from(project(LOCKED).slice(0, 9)),
      Buffer.from([0xe9]),
      Buffer.from('</Project>'),
    ]),
    'd.csproj': `<?xml version="1.1"?>${project(LOCKED)}`,
    'e.csproj': project(LOCKED),
  }),
  'nuget-white': restored({
    'a.csproj': project('<RestoreLockedMode> </RestoreLockedMode>'),
    'b.csproj': project('<RestoreLockedMode/>'),
    'c.csproj': project('<RestoreLockedMode>tr<x>y</x>u<!-- z -->e</RestoreLockedMode>'),
  }),
  'licence-in-long-s': { 'licenſe-MIT': 'x' },
  'policy-of-neighbours': { 'SECURITY.md': 'a@b.co-a@b.co Diſcloſe' },
  'sonar-behind-a-long-line': {
    'pom.xml': `${'x'.repeat(70_000)}\n<sonar.host.url>x</sonar.host.url>`,
    'a.txt': 'x',
  },
  'sonar-before-a-long-line': { 'pom.xml': `<sonar.host.url>\u00a0x</sonar.host.url>\n${'x'.repeat(70_000)}` },
}

/** Links, with where they lead: `/` stands for the folder itself, from the root of the disk. */
export const LINKS: Readonly<
  Record<string, { readonly files: Files; readonly links: Readonly<Record<string, string>> }>
> = {
  'within the folder': {
    files: { 'x/a.sh': 'npm i' },
    links: { 'b.sh': 'x/a.sh', 'x/c.sh': '../x/a.sh', y: 'x', z: 'gone' },
  },
  'out and in again': { files: { 'a.sh': 'npm i' }, links: { 'b.sh': '../FOLDER/a.sh' } },
  'from the root of the disk': { files: { 'a.sh': 'npm i' }, links: { 'b.sh': '/a.sh' } },
  'through a link to a folder': { files: { 'x/a.sh': 'npm i' }, links: { y: 'x', 'z.sh': 'y/a.sh' } },
  'of eight steps': { files: { a: 'npm i' }, links: chain(8) },
  'of nine steps': { files: { a: 'npm i' }, links: chain(9) },
  'to what looks like git’s': {
    files: { 'x/a.sh': 'npm i', 'a/-.sh': 'npm i', 'a/b.sh': 'npm i', 'b.sh': 'npm i' },
    links: { 'a/.git': '../x' },
  },
}

function chain(length: number): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Array.from({ length }, (_, i) => [`${i}.sh`, i + 1 < length ? `${i + 1}.sh` : 'a'] as const),
  )
}

/** Names that are bytes. */
export const ODD_NAMES: Readonly<Record<string, string>> = {
  'caf\xe9.sh': 'npm i',
  'caf\xc3\xa9.sh': 'npm i',
  'd\xff/a.sh': 'npm i',
  'x\xe2\x82.exe': 'MZ',
  'new\nline.sh': 'npm i',
}
