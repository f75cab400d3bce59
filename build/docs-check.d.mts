export function problemsInDocs(): string[]
