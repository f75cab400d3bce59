/** docs/command-line.md is made from the verbs and their reports. `npx vitest run --project cli docs -u` writes it anew. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { REPORTS } from '../../electron/cli/reports.ts'
import { helpOf } from '../../electron/cli/verb.ts'
import { VERBS } from '../../electron/cli/verbs.ts'

const INTRODUCTION = `# The command line

Made by \`test/cli/docs.test.ts\` from the verbs themselves.

In the clone, \`npm run build\` makes the command line, and \`node out/cli/index.mjs\` is what this page calls \`countermark\`. It
needs Node 20 or newer and nothing else. What the instances are, how to prove who you are, and what each fault means is in
[signing.md](signing.md).

\`\`\`
node out/cli/index.mjs sign --instance practice dist/*
node out/cli/index.mjs verify --instance practice --any-signer dist/app.tar.gz
\`\`\`

## Exit codes

| code | means |
|---|---|
| 0 | fine: everything was signed, or the verdicts pass |
| 1 | a bad signature |
| 2 | the command, a file or a setting is wrong; nothing has begun |
| 3 | it could not be told or done: refused, cancelled, offline, a service that is not well, or nobody said who should have signed |

Results go to standard output, everything else to standard error; nothing is coloured that is not a terminal. Words behind \`--\`
are file names, whatever they look like.

## Consent

The record is shown before anything becomes public. On any instance but practice somebody has to agree: by a yes at the
terminal, by \`--yes\`, or by having written the CI job that brings its own identity token.

## Where things are

| variable | names |
|---|---|
| \`COUNTERMARK_DATA_DIR\` | the folder for settings, journals, trust data and the practice instance |
| \`BROWSER\` | the program that opens a sign-in page |
`

const sections = VERBS.map((verb) => `## ${verb.name}\n\n\`\`\`\n${helpOf(verb).trimEnd()}\n\`\`\`\n`)

const schemas = Object.entries(REPORTS).map(([name, schema]) => {
  const json = JSON.stringify(z.toJSONSchema(schema, { io: 'output' }), null, 2)
  const title = name === 'failure' ? 'Whatever fails, of any verb' : `\`${name} --json\``
  return `### ${title}\n\n\`\`\`json\n${json}\n\`\`\`\n`
})

const JSON_INTRODUCTION = `## JSON

With \`--json\` each run prints one object. \`schemaVersion\` changes only when a field changes its sense or goes away; new fields come
without notice. These are JSON Schemas (2020-12).
`

test('the page says what the verbs do', async () => {
  const page = [INTRODUCTION, ...sections, JSON_INTRODUCTION, ...schemas].join('\n')
  await expect(page).toMatchFileSnapshot(join(import.meta.dirname, '../../docs/command-line.md'))
})
