/** How much an attestation may hold. */

/**
 * Bytes of a statement. A log of the first generation takes the whole envelope, as base64 inside of JSON, and refuses
 * requests above 32 MiB.
 */
export const MAX_STATEMENT_BYTES = 16 * 2 ** 20

/** How deeply objects and lists stand in each other in a predicate. */
export const MAX_DEPTH = 100
