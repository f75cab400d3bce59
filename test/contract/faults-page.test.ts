/** docs/faults.md is made from the fault words. `npx vitest run --project unit faults-page -u` writes it anew. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { faults } from '../../electron/contract/fault-words.ts'

const INTRODUCTION = `# Faults

Made by \`test/contract/faults-page.test.ts\` from the words that the window and the command line show. With \`--json\`, \`fault.code\`
is the name in the first column; what stands in braces is filled in, and is in \`fault.details\`.

| code | what happened | what it means, and what to do | another attempt |
|---|---|---|---|`

const ATTEMPT = { now: 'may help', 'after-sign-in': 'after signing in again', no: 'only once something has changed' }

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

test('the page says what the words say', async () => {
  const rows = Object.entries(faults)
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([code, { title, hint, retry }]) => `| \`${code}\` | ${cell(title)} | ${cell(hint)} | ${ATTEMPT[retry]} |`)
  const page = `${[INTRODUCTION, ...rows].join('\n')}\n`
  await expect(page).toMatchFileSnapshot(join(import.meta.dirname, '../../docs/faults.md'))
})
