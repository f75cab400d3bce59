// expect: TS2584
export const title = (): string => document.title
