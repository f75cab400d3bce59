/** What lock files name. Every reader follows the scanner that Scorecard asks (osv-scanner 2.3.2), whatever a tool would make of it. */

/** A package with the version that would be installed. */
export interface Locked {
  readonly name: string
  /** Empty where nobody can say: such a package is asked about by its commit, if it has one. */
  readonly version: string
  /** Of the repository that it is taken from, as far as the file says it. */
  readonly commit?: string
  /** As the file calls it, where that is another name than the one by which it is asked about. */
  readonly called?: string
  /** What it is wanted for, by the words of the scanner: `dev`, `optional`. Of what is wanted by all there are none. */
  readonly groups?: readonly string[]
  /** As OSV calls it, in files that name packages of several. */
  readonly ecosystem?: string
  /** The files that name it, where those are others than the lock file alone. */
  readonly at?: readonly string[]
}

export interface Lock {
  readonly packages: readonly Locked[]
  /** Some of it could not be read; what could be stands in the list. */
  readonly isBroken?: true
}

/** Of its text alone. Anything that is no such file names nothing, and says so by `undefined`. */
export type ReadLock = (text: string) => Lock | undefined

/** The project around a lock file. */
export interface Around {
  has(path: string): boolean
  /** What is made of the text of another file, once; undefined where there is none, or it cannot be read. */
  made<T>(key: string, path: string, make: (text: string) => T): T | undefined
}

/** `path` from the root of the project. */
export type ReadLockAt = (path: string, around: Around) => Lock | undefined

export const lock = (packages: readonly Locked[] | undefined): Lock | undefined => packages && { packages }

/** The commit, or none. */
export const atCommit = (commit: string | null | undefined): Pick<Locked, 'commit'> => (commit ? { commit } : {})

/** A group, or none. */
export const groups = (...names: readonly (string | false)[]): Pick<Locked, 'groups'> => {
  const some = names.filter((name) => name !== false)
  return some.length > 0 ? { groups: some } : {}
}
