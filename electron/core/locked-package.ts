/** How a package that would be installed is told from others, and told of. */
import type { LockedPackage } from '../contract/model/advisory.ts'

/** The same for all that OSV is asked about once. */
export const keyOf = ({ ecosystem, name, version, commit }: LockedPackage): string =>
  commit === undefined ? `${ecosystem}\n${name}\n${version}` : `commit\n${commit}`

export const textOf = ({ name, version, commit }: LockedPackage): string =>
  commit === undefined ? `${name} ${version}` : `${name} ${commit.slice(0, 12)}`.trimStart()
