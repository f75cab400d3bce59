/** Patterns of one name, as Go's `filepath.Match` reads them: `*`, `?`, `[a-z]`, `[^a-z]`, and `\` before what is meant as it is. */

interface One {
  /** Ranges of characters, from and to. */
  readonly ranges: readonly (readonly [from: string, to: string])[]
  readonly isNot: boolean
}

type Token = '*' | '?' | One

/** Whether a name is meant. Undefined for a pattern that is none. */
export function glob(pattern: string): ((name: string) => boolean) | undefined {
  const tokens = tokensOf([...pattern])
  return tokens && ((name) => isMatch(tokens, [...name]))
}

function tokensOf(chars: readonly string[]): readonly Token[] | undefined {
  const tokens: Token[] = []
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i] ?? ''
    if (char === '*' || char === '?') tokens.push(char)
    else if (char === '[') {
      const found = rangesAt(chars, i + 1)
      if (!found) return undefined
      tokens.push(found.one)
      i = found.end
    } else {
      if (char === '\\') i++
      const meant = chars[i]
      if (meant === undefined) return undefined
      tokens.push({ ranges: [[meant, meant]], isNot: false })
    }
  }
  return tokens
}

/** From behind the bracket to the one that closes it, where there is at least one range between. */
function rangesAt(chars: readonly string[], start: number): { one: One; end: number } | undefined {
  const isNot = chars[start] === '^'
  const ranges: [string, string][] = []
  let i = isNot ? start + 1 : start
  /** One character, that has to be told from what the brackets mean by it. */
  const next = (): string | undefined => {
    if (chars[i] === '-' || chars[i] === ']') return undefined
    if (chars[i] === '\\') i++
    return chars[i++]
  }
  while (chars[i] !== ']' || ranges.length === 0) {
    const from = next()
    if (from === undefined) return undefined
    let to: string | undefined = from
    if (chars[i] === '-') {
      i++
      to = next()
    }
    if (to === undefined || i >= chars.length) return undefined
    ranges.push([from, to])
  }
  return { one: { ranges, isNot }, end: i }
}

/** Goes back to the last star only: time grows with both lengths, and no faster. */
function isMatch(tokens: readonly Token[], name: readonly string[]): boolean {
  let [at, i] = [0, 0]
  let star: { readonly at: number; i: number } | undefined
  while (i < name.length || at < tokens.length) {
    const token = tokens[at]
    if (token === '*') {
      star = { at: at++, i }
    } else if (token !== undefined && i < name.length && meets(token, name[i] ?? '')) {
      at++
      i++
    } else if (star && star.i < name.length && name[star.i] !== '/') {
      star.i++
      i = star.i
      at = star.at + 1
    } else return false
  }
  return true
}

function meets(token: Exclude<Token, '*'>, char: string): boolean {
  if (token === '?') return char !== '/'
  const code = char.codePointAt(0) ?? 0
  const isIn = token.ranges.some(([from, to]) => (from.codePointAt(0) ?? 0) <= code && code <= (to.codePointAt(0) ?? 0))
  return isIn !== token.isNot
}
