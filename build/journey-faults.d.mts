export function findFault(text: string): { code: string; message: string; hint: string } | undefined
