/** The system's code of an error, as in `ENOENT`; empty for an error that has none. */
export const errnoOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
