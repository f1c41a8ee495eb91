/** One step of the database's shape, applied once. */
export type Migration = { readonly name: string; readonly statements: readonly string[] };
