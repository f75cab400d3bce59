/** How a line shows that a project is fuzzed, or tested by properties, for each language (Scorecard's `raw/fuzzing.go`). */
export interface FuzzerPattern {
  /** As Scorecard calls it. */
  readonly tool: string
  /** Endings of files, in lower case. */
  readonly endings: readonly string[]
  readonly line: RegExp
}

const FAST_CHECK =
  /(from\s+['"](fast-check|@fast-check\/(ava|jest|vitest))['"]|require\(\s*['"](fast-check|@fast-check\/(ava|jest|vitest))['"]\s*\))/
const LIBFUZZER = /LLVMFuzzerTestOneInput/

export const FUZZERS: readonly FuzzerPattern[] = [
  { tool: 'GoBuiltInFuzzer', endings: ['_test.go'], line: /func\s+Fuzz\w+\s*\(\w+\s+\*testing.F\)/ },
  {
    tool: 'ErlangPropertyBasedTesting',
    endings: ['.erl', '.hrl'],
    line: /-include_lib\("(eqc|proper)\/include\/(eqc|proper).hrl"\)\./,
  },
  {
    tool: 'HaskellPropertyBasedTesting',
    endings: ['.hs', '.lhs'],
    line: /import\s+(qualified\s+)?Test\.((Hspec|Tasty)\.)?(QuickCheck|Hedgehog|Validity|SmallCheck)/,
  },
  { tool: 'ElixirPropertyBasedTesting', endings: ['.ex', '.exs'], line: /use\s+(PropCheck|ExUnitProperties)/ },
  { tool: 'GleamPropertyBasedTesting', endings: ['.gleam'], line: /import\s+qcheck/ },
  { tool: 'JavaScriptPropertyBasedTesting', endings: ['.js', '.jsx'], line: FAST_CHECK },
  { tool: 'TypeScriptPropertyBasedTesting', endings: ['.ts', '.tsx'], line: FAST_CHECK },
  { tool: 'PythonAtherisFuzzer', endings: ['.py'], line: /import atheris/ },
  { tool: 'CLibFuzzer', endings: ['.c'], line: LIBFUZZER },
  { tool: 'CppLibFuzzer', endings: ['.cc', '.cpp'], line: LIBFUZZER },
  { tool: 'RustCargoFuzzer', endings: ['.rs'], line: /libfuzzer_sys/ },
  { tool: 'JavaJazzerFuzzer', endings: ['.java'], line: /com.code_intelligence.jazzer.api.FuzzedDataProvider;/ },
  { tool: 'SwiftLibFuzzer', endings: ['.swift'], line: LIBFUZZER },
  {
    tool: 'CSharpPropertyBasedTesting',
    endings: ['.cs'],
    line: /(using\s+(FsCheck|FsCheck\.(NUnit|Xunit)|Expecto\.ExpectoFsCheck));/,
  },
  {
    tool: 'FSharpPropertyBasedTesting',
    endings: ['.fs'],
    line: /(open\s+(FsCheck|FsCheck\.(NUnit|Xunit)|Expecto\.ExpectoFsCheck))/,
  },
]
