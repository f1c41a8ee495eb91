import { createWriteStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { pipeline } from 'node:stream/promises';
import type { HttpsRequest } from './https-call.ts';

export type DownloadOutcome =
  | { readonly kind: 'saved'; readonly bytes: number }
  /** The server said no; the beginning of what it said. */
  | { readonly kind: 'refused'; readonly status: number; readonly body: string }
  | { readonly kind: 'no-answer'; readonly detail: string };

/** A statement of a day with a million rows, in text. */
const fileBytesMax = 2 * 1024 * 1024 * 1024;
const refusalBytesMax = 16 * 1024;

/**
 * Downloads into the file at `path`, in flat memory. It settles, and never rejects: `timeoutMs` is
 * how long the line may be silent. What is at `path` is whole only when it says `saved`.
 */
export async function downloadHttps(call: HttpsRequest, path: string): Promise<DownloadOutcome> {
  try {
    return await download(call, path);
  } catch (error) {
    return { kind: 'no-answer', detail: error instanceof Error ? error.message : String(error) };
  }
}

async function download(call: HttpsRequest, path: string): Promise<DownloadOutcome> {
  const outgoing = request(new URL(call.path, call.origin), {
    agent: false,
    method: call.method,
    headers: call.headers,
    timeout: call.timeoutMs,
    ...(call.ca === undefined ? {} : { ca: call.ca }),
  });
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  outgoing.on('response', resolve);
  outgoing.on('error', reject);
  outgoing.on('timeout', () => outgoing.destroy(new Error('the line is silent')));
  outgoing.end(call.body);
  const incoming = await promise;
  const status = incoming.statusCode ?? 0;
  if (status !== 200) {
    let body = '';
    for await (const chunk of incoming) {
      body += String(chunk);
      if (body.length > refusalBytesMax) break;
    }
    return { kind: 'refused', status, body };
  }
  let bytes = 0;
  await pipeline(
    incoming,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        if (bytes > fileBytesMax) throw new Error('the file is too long');
        yield chunk;
      }
    },
    createWriteStream(path, { mode: 0o600 }),
  );
  return { kind: 'saved', bytes };
}
