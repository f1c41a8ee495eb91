/**
 * Parses a record's text if it has the one spelling that a record may have: keys sorted by code unit,
 * no white space, whole numbers, no key twice. Written a second time on purpose: the verifier shares
 * nothing with the writer that could be wrong in both.
 *
 * @returns null when the text is anything else.
 */
export function parseCanonical(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return spell(value) === text ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function spell(value: unknown): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) return 'not a whole number';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(spell).join()}]`;
  const members = Object.entries(value).map(([key, member]) => ({ key, text: spell(member) }));
  members.sort((a, b) => (a.key < b.key ? -1 : 1));
  return `{${members.map(({ key, text }) => `${JSON.stringify(key)}:${text}`).join()}}`;
}
