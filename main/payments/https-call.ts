import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:https';

/** A provider's answer is a page of JSON at most; more is not an answer. */
const answerBytesMax = 256 * 1024;

export type HttpsRequest = {
  readonly method: 'GET' | 'POST';
  /** Such as `https://api.mch.weixin.qq.com`. */
  readonly origin: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** A certificate authority to trust instead of the system's, PEM. */
  readonly ca?: string;
  /** For the whole exchange, connecting included. */
  readonly timeoutMs: number;
};

export type HttpsOutcome =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: IncomingHttpHeaders;
      readonly body: Buffer;
    }
  /** No connection came about: the request certainly did not leave. */
  | { readonly kind: 'not-sent'; readonly detail: string }
  /** It may have arrived. */
  | { readonly kind: 'no-answer'; readonly detail: string };

// A kept-alive socket that died unnoticed would turn a charge into a doubtful one; TLS tickets still are reused.
const agent = new Agent({ keepAlive: false });

/** One HTTPS exchange. It settles within `timeoutMs` and never rejects. */
export function callHttps(call: HttpsRequest): Promise<HttpsOutcome> {
  return new Promise((resolve) => {
    let isConnected = false;
    const fail = (error: Error): void => {
      clearTimeout(timer);
      resolve({ kind: isConnected ? 'no-answer' : 'not-sent', detail: error.message });
    };
    const outgoing = request(new URL(call.path, call.origin), {
      agent,
      method: call.method,
      headers: { ...call.headers, 'content-length': String(Buffer.byteLength(call.body)) },
      ...(call.ca === undefined ? {} : { ca: call.ca }),
    });
    const timer = setTimeout(
      () => outgoing.destroy(new Error(`no answer in ${call.timeoutMs} ms`)),
      call.timeoutMs,
    );
    outgoing.on('socket', (socket) => {
      socket.once('secureConnect', () => {
        isConnected = true;
      });
    });
    outgoing.on('error', fail);
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      incoming.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > answerBytesMax) outgoing.destroy(new Error('the answer is too long'));
        else chunks.push(chunk);
      });
      incoming.on('error', fail);
      incoming.on('end', () => {
        clearTimeout(timer);
        const { statusCode = 0, headers } = incoming;
        resolve({ kind: 'answer', status: statusCode, headers, body: Buffer.concat(chunks) });
      });
    });
    outgoing.end(call.body);
  });
}
