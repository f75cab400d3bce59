/** How projects with lock files are written down: a file each, by its path. */
export type Files = Readonly<Record<string, string>>

/** By what is to be seen in each. */
export type Fixtures = Readonly<Record<string, Files>>

export const json = (value: unknown): string => JSON.stringify(value, null, 2)
export const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`
/** A variable, as Maven and pip write it. */
export const variable = (name: string): string => `\${${name}}`
