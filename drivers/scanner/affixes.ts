/** Takes off what the scanner is set to send around each code; what is not there is not missed. */
export function stripAffixes(code: string, prefix = '', suffix = ''): string {
  const start = code.startsWith(prefix) ? prefix.length : 0;
  const rest = code.slice(start);
  return rest.endsWith(suffix) ? rest.slice(0, rest.length - suffix.length) : rest;
}
