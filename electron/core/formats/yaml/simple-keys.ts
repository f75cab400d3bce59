import type { Mark, YamlReader } from './reader.ts'

/** What may turn out to be the key of a mapping, as soon as a colon follows (YAML 1.2, section 7.4.2). */
export interface SimpleKey extends Mark {
  isPossible: boolean
  /** Nothing else can stand there. */
  readonly isRequired: boolean
  /** Of its first token, counted from the start. */
  readonly token: number
  readonly index: number
}

const LONGEST = 1024

/** One for each level of brackets, and one for all that is outside of them. */
export class SimpleKeys {
  readonly #reader: YamlReader
  readonly #levels: SimpleKey[] = []
  /** The level of the key that begins with a token. */
  readonly #levelOf = new Map<number, number>()

  constructor(reader: YamlReader) {
    this.#reader = reader
    this.open(0)
  }

  get last(): SimpleKey | undefined {
    return this.#levels.at(-1)
  }

  /** Whether the key that begins with a token is still to be waited for. */
  isAwaited(token: number): boolean {
    const key = this.#levels[this.#levelOf.get(token) ?? -1]
    return key !== undefined && this.isPossible(key)
  }

  /** The specification wants the colon on the line of the key, and soon. */
  isPossible(key: SimpleKey): boolean {
    if (!key.isPossible) return false
    if (key.line >= this.#reader.line && key.index + LONGEST >= this.#reader.index) return true
    if (key.isRequired) throw this.#reader.failure("could not find expected ':'", key)
    key.isPossible = false
    return false
  }

  save(token: number, isRequired: boolean): void {
    this.remove()
    this.#levels[this.#levels.length - 1] = this.#here(token, true, isRequired)
    this.#levelOf.set(token, this.#levels.length - 1)
  }

  /** Something else begins: the key is none, and must not have to be one. */
  remove(): void {
    const key = this.last
    if (!key?.isPossible) return
    if (key.isRequired) throw this.#reader.failure("could not find expected ':'", key)
    this.found(key)
  }

  found(key: SimpleKey): void {
    key.isPossible = false
    this.#levelOf.delete(key.token)
  }

  open(token: number): void {
    this.#levels.push(this.#here(token, false, false))
  }

  /** Go forgets by the number of the token, which may be that of a key outside of the brackets. */
  close(): void {
    const key = this.#levels.pop()
    if (key) this.#levelOf.delete(key.token)
  }

  #here(token: number, isPossible: boolean, isRequired: boolean): SimpleKey {
    const { index, line, column } = this.#reader
    return { isPossible, isRequired, token, index, line, column }
  }
}
