/** @throws Error that says what was wanted and what came */
export function expectEqual<Value>(what: string, found: Value, wanted: NoInfer<Value>): void {
  const [foundText, wantedText] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (foundText !== wantedText) throw new Error(`${what}: ${foundText} instead of ${wantedText}`);
}

/** @throws Error that says where the first difference is */
export function expectBytes(what: string, found: Uint8Array, wanted: Uint8Array): void {
  if (Buffer.compare(found, wanted) === 0) return;
  const at = wanted.findIndex((byte, index) => byte !== found[index]);
  const where = at < 0 ? wanted.length : at;
  throw new Error(`${what}: ${found.length} bytes, other than wanted from ${where} on`);
}
