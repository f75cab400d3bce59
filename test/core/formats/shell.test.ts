/**
 * Which scripts are refused: held against a newer version of the parser that Scorecard uses, on scripts and on what becomes of
 * them by a slip. The interop suite holds them against Scorecard itself.
 */
import { parse } from 'sh-syntax'
import { describe, expect, it } from 'vitest'
import { parseShell } from '../../../electron/core/formats/shell.ts'

const isRefused = async (script: string): Promise<boolean> =>
  parse(script).then(
    () => false,
    () => true,
  )

const SCRIPTS = [
  '#!/bin/bash\nset -euo pipefail\ncd "$(dirname "$0")" || exit 1\nfor f in *.txt; do echo "$f"; done\n',
  'if [[ -f a && ! -d b ]]; then\n  echo yes\nelif [ "$x" = 1 ]; then\n  echo no\nelse\n  :\nfi\n',
  'case "$1" in\n  a|b) echo ab ;;\n  *) usage; exit 2 ;;\nesac\n',
  'foo() {\n  local x=1\n  return $((x + 2))\n}\nfunction bar { foo "$@"; }\nbar 1 2 >&2\n',
  "cat <<EOF > out\nhello $USER\nEOF\ncat <<-'X' | grep x\n\tno $expansion\n\tX\n",
  'arr=(one two "three four")\necho "${arr[@]}" "${#arr[@]}" ${arr[1]:-none} ${name%%.*} ${name/a/b}\n',
  'while read -r line; do\n  printf "%s\\n" "$line"\ndone < <(git ls-files | sort -u)\n',
  'curl -fsSL https://example.com/i.sh | bash -s -- --yes && pip install "x[y]>=1" || true\n',
  '(( i++ ))\nfor ((i = 0; i < 10; i++)); do echo $i; done\nselect x in a b; do break; done\n',
  'docker run --rm -v "$PWD":/w -w /w img sh -c \'npm ci && npm test\' 2>&1 | tee log\n',
  'trap \'rm -rf "$tmp"\' EXIT\ntmp=$(mktemp -d)\nexport PATH="$tmp:$PATH" FOO=`uname -s`\n',
  'until ping -c1 host; do sleep 1; done &\nwait $!\n{ echo a; echo b; } > f\n(cd x && make)\n',
]

const SLIPS = ['"', "'", '(', ')', '{', '}', '`', '$', '${', '|', '&&', ';', ';;', 'done', 'fi', '[[', '<', '>', '\\']

/** The same slips each time: a number is all that there is of chance. */
function slipping(seed: number): (most: number) => number {
  let state = seed
  return (most) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return Math.floor((state / 2 ** 31) * most)
  }
}

function slipped(script: string, choose: (most: number) => number): string {
  const lines = script.split('\n')
  const at = choose(lines.length)
  const line = lines[at] ?? ''
  const column = choose(line.length + 1)
  const kinds = [
    () => lines.splice(at, 1),
    () => lines.splice(at, 1, line.slice(0, column)),
    () => lines.splice(at, 1, line.slice(0, column) + (SLIPS[choose(SLIPS.length)] ?? '') + line.slice(column)),
    () => lines.splice(choose(lines.length), 0, line),
    () => lines.splice(at, 1, line.slice(0, column) + line.slice(column + 1)),
  ]
  kinds[choose(kinds.length)]?.()
  return lines.join('\n')
}

/** The newer version refuses them, and the one that Scorecard uses does not. */
const HAS_NO_COMMANDS = /\b(?:then|do|else)[ \t]*\n\s*(?:fi|done|elif|else)\b/

describe('a script', () => {
  it.each(SCRIPTS)('is read: %j', async (script) => {
    expect(await isRefused(script)).toBe(false)
    expect(parseShell(script)).not.toHaveProperty('error')
  })

  it.each([
    'echo ${{ github.event.x }}',
    'cat <<EOF\nwithout an end\n',
    'if true; then',
    'echo "open',
    'a=( b',
    'echo ${x',
    '| x',
    'for x in a; do echo; fi',
  ])('is refused: %j', async (script) => {
    expect(await isRefused(script)).toBe(true)
    expect(parseShell(script)).toHaveProperty('error')
  })

  it.each(['if x; then\nfi', 'while x; do # later\ndone', '{ }', '(\n)'])(
    'of no commands is read, as the older version does: %j',
    (script) => {
      expect(parseShell(script)).not.toHaveProperty('error')
    },
  )

  it('with a slip in it is refused where that parser refuses it', async () => {
    const choose = slipping(11)
    const differing: string[] = []
    for (let i = 0; i < 500; i++) {
      const script = slipped(SCRIPTS[i % SCRIPTS.length] ?? '', choose)
      if (HAS_NO_COMMANDS.test(script)) continue
      if ((await isRefused(script)) !== 'error' in parseShell(script)) differing.push(script)
    }
    expect(differing).toEqual([])
  }, 60_000)
})
