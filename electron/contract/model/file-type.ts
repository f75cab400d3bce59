/** What a location is in: as Scorecard numbers the kinds of files. */
export const FILE_TYPE = { none: 0, source: 1, binary: 2, text: 3, url: 4 } as const
