export function writePackage(options?: { from?: string; out?: string }): string
