const loopbackHosts = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * Reads a hub's address. Signatures keep a request from being changed, not from being read, so plain
 * HTTP is for a hub on this machine alone.
 * @returns the origin; null for what is no such address.
 */
export function parseHubUrl(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isAllowed =
    url.protocol === 'https:' || (url.protocol === 'http:' && loopbackHosts.has(url.hostname));
  return isAllowed ? url.origin : null;
}
