// expect: noExplicitAny
export const loose = (value: any): string => value
