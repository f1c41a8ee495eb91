/** One step of the schema. A migration adds; it never drops what may still be unsent. */
export type Migration = { readonly version: number; readonly sql: string };
