/** Tokens of a shell, each named by what it looks like, and the places that change what is a token. */

export const TOKEN = {
  none: 'illegalTok',
  end: 'EOF',
  line: 'Newl',
  /** A text that something follows in the same word. */
  text: 'Lit',
  /** A text that may be a word by itself. */
  word: 'LitWord',
  /** The number, or the name in braces, before a redirection. */
  redirected: 'LitRedir',
} as const

/** Where the lexer is: each a bit, so that several can be asked for at once. */
export const PLACE = {
  none: 1,
  command: 1 << 1,
  backquotes: 1 << 2,
  quotes: 1 << 3,
  heredocWord: 1 << 4,
  heredoc: 1 << 5,
  heredocTabs: 1 << 6,
  arithmetic: 1 << 7,
  arithmeticLet: 1 << 8,
  arithmeticCommand: 1 << 9,
  arithmeticBrackets: 1 << 10,
  test: 1 << 11,
  pattern: 1 << 12,
  case: 1 << 13,
  parameterName: 1 << 14,
  parameterSlice: 1 << 15,
  parameterReplace: 1 << 16,
  parameterWord: 1 << 17,
  array: 1 << 18,
} as const

export const KEEPS_SPACES =
  PLACE.parameterReplace | PLACE.quotes | PLACE.heredoc | PLACE.heredocTabs | PLACE.parameterWord
export const IN_COMMANDS =
  PLACE.none | PLACE.command | PLACE.backquotes | PLACE.heredocWord | PLACE.case | PLACE.array | PLACE.test
export const IN_ARITHMETIC =
  PLACE.arithmetic | PLACE.arithmeticLet | PLACE.arithmeticCommand | PLACE.arithmeticBrackets | PLACE.parameterSlice
export const IN_NAMES = PLACE.parameterName | PLACE.parameterSlice
export const IN_PARAMETERS = IN_NAMES | PLACE.parameterReplace | PLACE.parameterWord | PLACE.arithmeticBrackets

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** The longest that fits is read; whatever one begins with is one too. */
export const OPERATORS = {
  command: words(
    `' " ( (( ) $ $' $" \${ $[ $( $(( | || |& & && &> &>> > >> >& >| >( < << <<- <<< <> <& <( ; ;; ;;& ;&`,
  ),
  quotes: words('" $ ${ $[ $( $(('),
  parameter: words('} : :+ :- :? := + - ? = % %% # ## ! [ ] / // ^ ^^ , ,, @ *'),
  arithmetic: words(
    '! != = == ~ ( ) & && &= | || |= < << <<= <= > >> >>= >= + ++ += - -- -= % %= * ** *= / /= ^ ^= [ ] , ? : #',
  ),
} as const

export const REDIRECTIONS: ReadonlySet<string> = new Set([
  ...words('> >> < <& >& >| <> << <<- <<< &> &>>'),
  TOKEN.redirected,
])
/** These begin a word, besides a text. */
export const EXPANSIONS: ReadonlySet<string> = words(`\${ $(( $( $ <( >( ' $' " $" $[ ?( *( +( @( !(`)
export const ENDS_CASE: ReadonlySet<string> = words(';; ;& ;;&')
/** None of them is in a command. */
export const ENDS_COMMAND: ReadonlySet<string> = new Set([...words('; & | && || |& ;; ;& ;;&'), TOKEN.end, TOKEN.line])

export const TESTS_OF_ONE: ReadonlyMap<string, string> = new Map([
  ...[...words('! -e -f -d -c -b -p -S -L -k -g -u -G -O -N -r -w -x -s -t -z -n -o -v -R')].map(
    (one) => [one, one] as const,
  ),
  ['-a', '-e'],
  ['-h', '-L'],
])
export const TESTS_OF_TWO: ReadonlySet<string> = words('= == != =~ -nt -ot -ef -eq -ne -le -ge -lt -gt')

/** Higher binds closer; those of one number are read from the left. */
export const PRECEDENCE: ReadonlyMap<string, number> = new Map(
  ['||', '&&', '|', '^', '&', '== !=', '< > <= >=', '<< >>', '+ -', '* / %'].flatMap((level, i) =>
    level.split(' ').map((one) => [one, i] as const),
  ),
)
export const ASSIGNS: ReadonlySet<string> = words('+= -= *= /= %= &= |= ^= <<= >>= =')
