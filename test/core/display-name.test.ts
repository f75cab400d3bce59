import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { displayName, visible } from '../../electron/core/display-name.ts'

/** Any code unit, so that halves of characters come up too; every other one from where the trouble is. */
const unit = fc.oneof(
  fc.nat(0xffff),
  fc.constantFrom(
    0,
    9,
    10,
    13,
    0x7f,
    0x85,
    0xa0,
    0xad,
    0x34f,
    0x61c,
    0x200b,
    0x200e,
    0x202e,
    0x2028,
    0x2066,
    0xfeff,
    0xd83d,
    0xde00,
  ),
)
const text = fc.array(unit).map((units) => String.fromCharCode(...units))

describe('visible', () => {
  test.each([
    ['new\nline', 'new⟨U+000A⟩line'],
    ['tab\there', 'tab⟨U+0009⟩here'],
    ['invoice\u202Egpj.exe', 'invoice⟨U+202E⟩gpj.exe'],
    ['\u061C\u200E\u200F\u202A\u2066\u2069', '⟨U+061C⟩⟨U+200E⟩⟨U+200F⟩⟨U+202A⟩⟨U+2066⟩⟨U+2069⟩'],
    ['zero\u200Bwidth\uFEFF', 'zero⟨U+200B⟩width⟨U+FEFF⟩'],
    ['soft\u00ADhyphen', 'soft⟨U+00AD⟩hyphen'],
    ['hangul\u3164filler', 'hangul⟨U+3164⟩filler'],
    ['no\u00A0break', 'no⟨U+00A0⟩break'],
    ['line\u2028separator', 'line⟨U+2028⟩separator'],
    ['tag\u{E0041}', 'tag⟨U+E0041⟩'],
    ['lone\uD83D', 'lone⟨U+D83D⟩'],
    ['private\uE000', 'private⟨U+E000⟩'],
  ])('%j shows as %s', (hidden, shown) => expect(visible(hidden)).toBe(shown))

  test.each([
    'two words.tar.gz',
    'Größe.zip',
    '日本語.txt',
    'שלום.txt',
    'e\u0301.md',
    '😀.png',
    '⟨U+202E⟩',
    'lost \uFFFD',
  ])('%s stays as it is', (plain) => expect(visible(plain)).toBe(plain))

  test('nothing that reorders, hides or breaks is left', () => {
    fc.assert(
      fc.property(
        text,
        (t) => !/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\s]/u.test(visible(t).replaceAll(' ', '')),
      ),
    )
  })

  test('twice is once', () => {
    fc.assert(fc.property(text, (t) => visible(visible(t)) === visible(t)))
  })

  test('nothing is lost: what was made visible can be read back', () => {
    const readBack = (shown: string) =>
      shown.replace(/⟨U\+([0-9A-F]{4,6})⟩/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    fc.assert(fc.property(text, (t) => readBack(visible(t)) === t))
  })
})

describe('displayName', () => {
  test.each([
    ['/home/ada/release.tar.gz', 'release.tar.gz'],
    ['/home/ada/dist/', 'dist'],
    ['C:\\Users\\ada\\release.zip', 'release.zip'],
    ['c:/Users/ada/release.zip', 'release.zip'],
    ['\\\\server\\share\\release.zip', 'release.zip'],
    ['\\\\?\\C:\\long\\release.zip', 'release.zip'],
    ['/home/ada/a\\b.txt', 'a\\b.txt'],
    ['release.zip', 'release.zip'],
    ['/', '/'],
    ['', ''],
    ['/tmp/a\nb', 'a⟨U+000A⟩b'],
    ['/tmp/evil\u202E/ok', 'ok'],
  ])('of %j is %j', (path, name) => expect(displayName(path)).toBe(name))

  test('shows no folder of a POSIX path', () => {
    const name = fc.string({ minLength: 1 }).filter((n) => !n.includes('/'))
    fc.assert(fc.property(name, name, (folder, n) => displayName(`/${folder}/${n}`) === visible(n)))
  })
})
