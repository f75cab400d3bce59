export const faults: Readonly<Record<string, { readonly title: string; readonly hint: string }>>
