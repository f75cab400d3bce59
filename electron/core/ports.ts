/** What core asks of the world. Whatever touches disk, network, browser or person is handed in through these. */
import type { Purpose } from '../contract/model/contact.ts'
import type { FileChange } from '../contract/model/published.ts'
import type { ConsentAnswer, PublicRecord } from '../contract/model/record.ts'
import type { SecretsPlace } from '../contract/model/secrets.ts'
import type { SignInChoice, SignInPrompt } from '../contract/model/sign-in.ts'
import type { Secret } from './secret.ts'

/** What the disk says of a file. Two equal stamps mean that nobody wrote to it in between. */
export interface FileStamp {
  /** Bytes. */
  readonly size: number
  /** Device, inode and modification time in nanoseconds, as one comparable text. */
  readonly version: string
}

export interface Files {
  /** Looks at a file without reading it. Faults: `files.*`. */
  inspect(path: string): Promise<FileStamp>
  /** Reads a file once, start to end. Faults: `files.*`, `files.changed-meanwhile` when it was written to meanwhile. */
  digest(path: string, options: DigestOptions): Promise<Digested>
  /** Reads a whole small file, or undefined where there is none. Longer than `maxBytes` is `files.failed`. */
  read(path: string, maxBytes: number): Promise<Uint8Array | undefined>
  /** Whether the folder takes new files. Fault: `files.read-only`. */
  checkWritable(folder: string): Promise<void>
  /** Deletes half-written files that a process of ours left in a folder when it was killed. Never fails. */
  sweep(folder: string): Promise<void>
  /** Writes a file whole or not at all, and never over another one: false when the name is taken. */
  writeNew(path: string, text: string): Promise<boolean>
  /** Puts a file in the place of another, whole or not at all. */
  replace(path: string, text: string): Promise<void>
}

export interface DigestOptions {
  readonly signal: AbortSignal
  readonly onBytes: (count: number) => void
  /** Takes SHA-512 as well, in the same pass. */
  readonly sha512?: boolean
}

export interface Digested {
  /** Lower-case hexadecimal, as the next. */
  readonly sha256: string
  readonly sha512?: string
  readonly stamp: FileStamp
}

/**
 * The files of a project, named from its root with `/` between the parts. Reading waits for the disk: whoever reads a tree
 * is a process that has nothing else to do.
 */
export interface Tree {
  /** In the order in which Scorecard walks them: each folder by the bytes of its names. */
  readonly paths: readonly string[]
  /** The first bytes of a file, good until the next call. Throws what the system says, and for a link that leads out. */
  head(path: string, bytes: number): Uint8Array
  /** A whole file, or its first `most` bytes. Throws as `head` does. */
  read(path: string, most: number): Uint8Array
  /** The same for as long as nobody wrote to the file. Throws as `head` does. */
  stamp(path: string): string
  /** Whether it is a link to a file, and none itself. */
  isLink(path: string): boolean
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  readonly timeoutMs: number
  readonly maxBytes: number
  readonly signal: AbortSignal
  /** Why the host is talked to, for the list of hosts. */
  readonly purpose?: Purpose
}

export interface HttpAnswer {
  readonly status: number
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/**
 * One request, one answer: no retry, no redirect followed. Any status is an answer. Faults: `network.*` and `cancelled`.
 * `isLostAnswer` tells those that may come differently another time.
 */
export interface Http {
  request(request: HttpRequest): Promise<HttpAnswer>
}

export interface Browser {
  /** Opens an https page, or one of a loopback address, in the person's browser. Fault: `auth.browser`. */
  open(url: string): Promise<void>
}

export interface Clock {
  now(): Date
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

/** A checked identity token: signature, issuer, audience, times and nonce are right. */
export interface IdentityToken {
  readonly raw: Secret<string>
  readonly claims: Readonly<Record<string, unknown>>
  readonly expiresAt: Date
  /** Whether a CI job had it without anybody signing in. */
  readonly isAmbient?: boolean
}

/** Waits for a code that a person brings. Rejects when the signal is aborted. */
export type AskCode = (signal: AbortSignal) => Promise<string>

export interface SignInRequest {
  readonly issuer: string
  readonly clientId: string
  readonly audience: string
  readonly signal: AbortSignal
  /** How a person wishes to sign in: the browser, if nothing is said. Whoever asks nobody does not read it. */
  readonly choice?: SignInChoice | undefined
  /** Told what the person needs as soon as it is known, before the browser is asked to open a page. */
  readonly onPrompt: (prompt: SignInPrompt) => void
  /** The code that a sign-in page showed to the person. Without this, no page is asked for that shows one. */
  readonly askCode?: AskCode | undefined
}

export interface SignIn {
  /** Asks a person to sign in, or gets a token that is there already. Faults: `auth.*`, `network.*`, `cancelled`. */
  signIn(request: SignInRequest): Promise<IdentityToken>
}

export interface Consent {
  /** Shows the record outside the page and waits for the person. A closed window is a refusal. */
  ask(record: PublicRecord, signal: AbortSignal): Promise<ConsentAnswer>
}

/** Where files come from, as far as a working tree can tell. */
export interface SourceFacts {
  /** Address of the repository: without credentials, query and fragment, and never a place on this machine. */
  readonly repository?: string
  /** Lower-case hexadecimal: 40 digits, or 64 in a repository of SHA-256. */
  readonly commit?: string
  /** Full name: the only tag of the commit (`refs/tags/v1.4.0`), or else the branch that is checked out. */
  readonly ref?: string
}

/** Why git could not tell; in `not-trusted` the folder belongs to another user (`safe.directory`). */
export type NoSource = 'no-git' | 'no-repository' | 'not-trusted' | 'no-commit' | 'no-answer'

export type SourceAnswer = { readonly source: SourceFacts } | { readonly source: undefined; readonly why: NoSource }

export interface BelongingFiles {
  readonly paths: readonly string[]
  /** Tracked files that are not checked out here (a sparse checkout). */
  readonly absent: number
}

export interface Git {
  /**
   * What the repository around a folder says of itself. Nothing that the repository names is run, and no network is
   * asked; whether files of the working tree differ from the commit is not looked at. Fault: `cancelled`.
   */
  source(folder: string, signal: AbortSignal): Promise<SourceAnswer>
  /**
   * The files that belong to the repository of a folder, as paths from that folder: those that are tracked, and those that
   * are new and not ignored, but for those that an archive of it leaves out. Some may be gone. Faults: `cancelled`,
   * `files.unreadable` where a folder cannot be looked into.
   */
  files(folder: string, signal: AbortSignal): Promise<BelongingFiles | NoSource>
  /**
   * Which of some files, named from the folder, are in the working tree no longer as they were in a commit (hexadecimal).
   * Undefined where the commit is not here. Fault: `cancelled`.
   */
  changes(folder: string, since: Since, signal: AbortSignal): Promise<Changes | undefined>
}

export interface Since {
  readonly commit: string
  readonly paths: readonly string[]
}

export interface Changes {
  /** Where the change is, by the path. */
  readonly changed: ReadonlyMap<string, FileChange>
  /** Whether it is the commit that is checked out. */
  readonly isHead: boolean
}

/** What a secret is. One of each name is kept for a data folder. */
export type SecretName = 'proxy-password'

/** Tokens and passwords. They are in the system's keychain, or in memory for as long as this run lasts: never in a file. */
export interface Secrets {
  /** Where they are kept in this run, and why not in the keychain. Answers within seconds, whatever the keychain does. */
  where(): Promise<SecretsPlace>
  get(name: SecretName): Promise<Secret<string> | undefined>
  /** Keeps a secret. Where the keychain refuses, memory does: `where` says so from then on. */
  set(name: SecretName, value: Secret<string>): Promise<void>
  delete(name: SecretName): Promise<void>
  /** Deletes every secret of this data folder, those of other versions of the program too. */
  clear(): Promise<void>
}

export interface Ports {
  readonly files: Files
  readonly http: Http
  readonly clock: Clock
  readonly signIn: SignIn
  readonly consent: Consent
}
