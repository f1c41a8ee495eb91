import { wireLimits } from '../contract/sync/wire.ts';

/**
 * Fetches JSON, whatever the status. Everything the network can do wrong is a reason, not an
 * exception: no route, a time-out in any phase, a broken answer, one that never ends.
 */
export async function readAnswer(
  url: string,
  request: RequestInit,
): Promise<{ readonly value: unknown } | { readonly reason: string }> {
  try {
    const response = await fetch(url, request);
    return { value: JSON.parse(await readText(response)) };
  } catch (error) {
    if (error instanceof Error) return { reason: reasonOf(error) };
    throw error;
  }
}

async function readText(response: Response): Promise<string> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let byteLength = 0;
  for await (const chunk of response.body) {
    byteLength += chunk.byteLength;
    if (byteLength > wireLimits.answerBytes) throw new Error('answer too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** `fetch` says only that it failed; its cause says why, by a code such as ECONNREFUSED. */
function reasonOf(error: Error): string {
  const { cause } = error;
  if (cause instanceof Error) {
    return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
  }
  return error.name === 'Error' ? error.message : error.name;
}
