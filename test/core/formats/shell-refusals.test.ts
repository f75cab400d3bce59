/** Scripts that are refused, in the words of mvdan/sh 3.12.0, the parser that Scorecard uses. */
import { describe, expect, it } from 'vitest'
import { parseShell } from '../../../electron/core/formats/shell.ts'

const CASES: readonly (readonly [string, string])[] = [
  ['coproc', 'coproc clause requires a command'],
  ['time ! a', '"!" can only be used in full statements'],
  ['! ! a', 'cannot negate a command multiple times'],
  ['!', '"!" cannot form a statement alone'],
  ['a | ! b', '"!" can only be used in full statements'],
  ['let', '"let" must be followed by an expression'],
  ['let a = 1', 'statements must be separated by &, ; or a newline'],
  ['((', '(( must be followed by an expression'],
  ['(( ))', '(( must be followed by an expression'],
  ['((a b))', 'not a valid arithmetic operator: b'],
  ['((a) | (b))', 'reached ) without matching (( with ))'],
  ['$((a) )', 'reached ) without matching $(( with ))'],
  ['$((a b))', 'not a valid arithmetic operator: b'],
  ['$((a); b)', 'reached ) without matching $(( with ))'],
  ['$((a) | b)', 'reached ) without matching $(( with ))'],
  ['$[a b]', 'not a valid arithmetic operator: b'],
  ["@test 'x' { a; }", '"}" can only be used to close a block'],
  ['function', '"function" must be followed by a name'],
  ['a(b) { c; }', '"foo(" must be followed by )'],
  ['$a() { b; }', 'invalid func name'],
  ["'a'() { b; }", 'invalid func name'],
  ['declare x=(a', 'reached EOF without matching ( with )'],
  ['declare a=b "$c"', 'invalid var name'],
  ['export a=b $c', 'invalid var name'],
  ['x=(a b) c', 'inline variables cannot be arrays'],
  ['x=([0]=a [1])', '"[x]" must be followed by ='],
  ['x=((a))', '(( can only be used to open an arithmetic cmd'],
  ['x=(a;b)', 'array element values must be words'],
  ['x=(a|b)', 'array element values must be words'],
  ['x[0]', '"a[b]" must be followed by ='],
  ['x[a b]=c', 'not a valid arithmetic operator: b'],
  ['cat <<$a\nx\n$a\n', 'expansions not allowed in heredoc words'],
  ['cat <<$(a)\nx\n', 'expansions not allowed in heredoc words'],
  ['cat <<a', "unclosed here-document 'a'"],
  ['cat <<a\n', "unclosed here-document 'a'"],
  ['cat <<a\nx', "unclosed here-document 'a'"],
  ['`a', 'reached EOF without closing quote `'],
  ['\\`a`', 'reached EOF without closing quote `'],
  ['`a "b`', 'reached ` without closing quote "'],
  ['`cat <<x\ny\n`', "unclosed here-document 'x'"],
  ['${x@z}', 'invalid @ expansion operator "z"'],
  ['${x@}', '@ expansion operator requires a literal'],
  ['${##a}', '# cannot be followed by a word'],
  ['${x:1:}', ': must be followed by an expression'],
  ['${x~}', 'LitWord cannot be followed by a word'],
  ['${x~~}', 'LitWord cannot be followed by a word'],
  ['${1[0]}', 'cannot index a special parameter name'],
  ['${x y}', 'LitWord cannot be followed by a word'],
  ['${}', 'parameter expansion requires a literal'],
  ['${x', 'reached EOF without matching ${ with }'],
  ['${x:-', 'reached EOF without matching ${ with }'],
  ['${1a}', 'invalid parameter name'],
  ['${a.b}', 'invalid parameter name'],
  ['case a in b) c esac', 'case statement must end with "esac"'],
  ['case a in b) c;| esac', '| can only immediately follow a statement'],
  ['case a in ) b;; esac', 'case patterns must consist of words'],
  ['case a in b c) d;; esac', 'case patterns must be separated with |'],
  ['if a; then fi', '"then" must be followed by a statement list'],
  ['if a then b; fi', '"fi" can only be used to end an if'],
  ['while do a; done', '"while" must be followed by a statement list'],
  ['for a in b c { d; }', '"for foo [in words]" must be followed by "do"'],
  ['for a { b; }', '"for foo" must be followed by "in", "do", ;, or a newline'],
  ['for ((a;b)); do c; done', '"expr" must be followed by ;'],
  ['for a in b;c; do d; done', '"for foo [in words]" must be followed by "do"'],
  ['for $a in b; do c; done', '"for" must be followed by a literal'],
  ['[[ ]]', 'test clause requires at least one expression'],
  ['[[ a -zz b ]]', 'not a valid test operator: -zz'],
  ['[[ a b ]]', 'not a valid test operator: b'],
  ['[[ -n ]]', 'reached EOF without matching [[ with ]]'],
  ['[[ -n a', 'reached EOF without matching [[ with ]]'],
  ['[[ a & b ]]', 'not a valid test operator: &'],
  ['[[ a; b ]]', 'not a valid test operator: ;'],
  ['a@()', '"foo()" must be followed by a statement'],
  ['@(a', 'reached EOF without matching @( with )'],
  ['@()', '"foo()" must be followed by a statement'],
  ['a!()', '"foo()" must be followed by a statement'],
  ['a <(b', 'reached EOF without matching <( with )'],
  ['{ a; }#b', 'reached EOF without matching { with }'],
  ['a <<<', '<<< must be followed by a word'],
  ['a >', '> must be followed by a word'],
  ['{', 'reached EOF without matching { with }'],
  ['}', '"}" can only be used to close a block'],
  ['{ a }', 'reached EOF without matching { with }'],
  ['{a;}', '"}" can only be used to close a block'],
  ['{ a; } b', 'statements must be separated by &, ; or a newline'],
  ['(a', 'reached EOF without matching ( with )'],
  ['(a) b', 'statements must be separated by &, ; or a newline'],
  [')', ') can only be used to close a subshell'],
  ['a )', 'a command can only contain words and redirects; encountered )'],
  ['a; ; b', '; can only immediately follow a statement'],
  [';', '; can only immediately follow a statement'],
  ['a;;b', ';; can only be used in a case clause'],
  ['a & & b', '& can only immediately follow a statement'],
  ['a &&', '&& must be followed by a statement'],
  ['&& a', '&& can only immediately follow a statement'],
  ['a[b]=c d', 'inline variables cannot be arrays'],
  ['a[b] c', '"a[b]" must be followed by ='],
  ['a[b]', '"a[b]" must be followed by ='],
  ['a[', '[ must be followed by an expression'],
  ['[[', 'test clause requires at least one expression'],
  [']]', '"]]" can only be used to close a test'],
  ['then', '"then" can only be used in an if'],
  ['do', '"do" can only be used in a loop'],
  ['done', '"done" can only be used to end a loop'],
  ['fi', '"fi" can only be used to end an if'],
  ['esac', '"esac" can only be used to end a case'],
  ['elif', '"elif" can only be used in an if'],
  ['echo ${a@\ufeff}', 'invalid @ expansion operator "\\ufeff"'],
  ["cat <<'é'\né\n", "unclosed here-document 'é'"],
  ["cat <<'é'\nx\né\n", "unclosed here-document 'é'"],
  ['export A=b "$c"', 'invalid var name'],
]

/** They are refused in another way, which Scorecard takes for a failure of its own. */
const OTHER_SHELLS: readonly (readonly [string, string])[] = [
  ['${x@#}', '1:5: this expansion operator is a mksh feature; tried parsing as bash'],
  ['${%x}', '1:1: "${%foo}" is a mksh feature; tried parsing as bash'],
  ['${ x;}', '1:1: "${ stmts;}" is a mksh feature; tried parsing as bash'],
  ['${|x;}', '1:1: "${|stmts;}" is a mksh feature; tried parsing as bash'],
  ['case a {\nb) c;;\n}', '1:1: "case i {" is a mksh feature; tried parsing as bash'],
]

it.each(CASES)('no shell reads: %j', (script, error) => {
  expect(parseShell(script)).toEqual({ error, isOtherShells: false })
})

it.each(OTHER_SHELLS)('only other shells read: %j', (script, error) => {
  expect(parseShell(script)).toEqual({ error, isOtherShells: true })
})

it('is refused where it is no UTF-8', () => {
  expect(parseShell('a # \udc80')).toEqual({ error: 'invalid UTF-8 encoding', isOtherShells: false })
  expect(parseShell('a # \ufffd')).toHaveProperty('nodes')
})

describe('things in one another', () => {
  it.each([
    '( ',
    '{ ',
    '$(',
    '"$(',
    '<(',
    '$((',
    '${a:-',
    'a[',
    'if ',
    'case a in a) ',
    '[[ ! ',
    'time ',
    'coproc { ',
    'f() ',
  ])('too many are refused: %s', (open) => {
    expect(parseShell(open.repeat(100_000))).toHaveProperty('error')
  })

  it.each(['((', '$((', 'let a='])('too many in arithmetic are refused: %s', (start) => {
    for (const open of ['(', '- ', 'a=', '1**', '1?', 'a[']) {
      expect(parseShell(start + open.repeat(100_000))).toHaveProperty('error')
    }
  })

  it('as many as anybody writes are read', () => {
    expect(parseShell('$(a '.repeat(50) + ')'.repeat(50))).toHaveProperty('nodes.length', 102)
    expect(parseShell(`((${'('.repeat(50)}1${')'.repeat(50)}))`)).toHaveProperty('nodes.length', 0)
  })

  it('of those that follow each other there is no end', () => {
    expect(parseShell(`${'a && '.repeat(50_000)}b | c`)).toHaveProperty('nodes.length', 100_005)
    expect(parseShell(`${'a | '.repeat(50_000)}b`)).toHaveProperty('nodes.length', 100_003)
    expect(parseShell('# a \\\n'.repeat(50_000))).toHaveProperty('nodes.length', 0)
    expect(parseShell(`if a; then ${'b;'.repeat(200_000)} fi`)).toHaveProperty('nodes.length', 400_002)
    expect(parseShell(`a=${'$b'.repeat(200_000)}`)).toHaveProperty('nodes.length', 2)
  })
})
