/** The shape of a step: one file each in `steps/`, in the order of `session.ts`. */
import type { RecordedFile } from '../../contract/model/record.ts'
import type { ExistingBundles, StepCard } from '../../contract/model/session.ts'
import type { SignInChoice, SignInPrompt } from '../../contract/model/sign-in.ts'
import type { Predicate } from '../attestations/statement.ts'
import type { AskCode, Ports } from '../ports.ts'
import type { SigningInstance } from './instance.ts'
import type { OnceName, PerFileName, StepName, StepRecords } from './records.ts'
import type { Services } from './services.ts'
import type { SessionSecrets } from './session-secrets.ts'

/** A file of the session as it was planned. */
export interface Artifact {
  readonly path: string
  readonly name: string
  readonly folder: string
  readonly size: number
  /** What the names of its bundles begin with. */
  readonly bundleStem: string
}

/** What was said beforehand of the sign-in of a session. */
export interface SignInOptions {
  readonly choice?: SignInChoice | undefined
  readonly askCode?: AskCode | undefined
  /** The name that the certificate must get: any other is a fault before anything is sent. */
  readonly expected?: string | undefined
}

/** What every step may use. */
export interface StepContext {
  readonly ports: Ports
  readonly instance: SigningInstance
  readonly services: Services
  /** The key and the token: in memory only, never in a record. */
  readonly secrets: SessionSecrets
  readonly signal: AbortSignal
  /** What the statement says, in a session that attests; or the receipt. */
  readonly predicate: Predicate | undefined
  readonly onBytes: (count: number) => void
  readonly signIn: SignInOptions
  readonly onPrompt: (prompt: SignInPrompt | undefined) => void
  /** The digests of all files, for the record that consent is asked for. */
  readonly recorded: () => RecordedFile[]
  /** The files by their own names, for a statement. */
  readonly subjects: () => { readonly name: string; readonly sha256: string }[]
  /** What a taken bundle name means in this session. */
  readonly existing: 'ask' | ExistingBundles
  /** The consent given earlier in this session, when it has to sign in once more. */
  readonly agreed: StepRecords['consent'] | undefined
}

type Needed<N extends StepName> = Pick<StepRecords, N>

interface Words {
  readonly title: string
  readonly explain: string
  /** It changes something outside: the journal announces it, on disk, before it begins. */
  readonly acts?: true
  /** It asks a service, and waits for the answer. */
  readonly asks?: true
}

/** A step that runs once in a session. `needs` names the records it reads; `run` receives these and no others. */
export interface OnceStep<Id extends OnceName = OnceName, N extends StepName = never> extends Words {
  readonly id: Id
  readonly scope: 'once'
  readonly needs: readonly N[]
  run(records: Needed<N>, context: StepContext): Promise<StepRecords[Id]>
}

/** A step that runs for each file, several at a time. */
export interface PerFileStep<Id extends PerFileName = PerFileName, N extends StepName = never> extends Words {
  readonly id: Id
  readonly scope: 'per-file'
  readonly needs: readonly N[]
  run(records: Needed<N>, artifact: Artifact, context: StepContext): Promise<StepRecords[Id]>
}

/** A step whose types have been checked and erased, so that the session is a plain array. */
export type Step =
  | (Words & { id: OnceName; scope: 'once'; needs: readonly StepName[]; run: AnyOnce })
  | (Words & { id: PerFileName; scope: 'per-file'; needs: readonly StepName[]; run: AnyPerFile })
type AnyOnce = (records: StepRecords, context: StepContext) => Promise<unknown>
type AnyPerFile = (records: StepRecords, artifact: Artifact, context: StepContext) => Promise<unknown>

export const once = <Id extends OnceName, N extends StepName>(step: OnceStep<Id, N>): Step => step as Step
export const perFile = <Id extends PerFileName, N extends StepName>(step: PerFileStep<Id, N>): Step => step as Step

export const cardOf = ({ id, title, explain, scope }: Step): StepCard => ({ id, title, explain, scope })
