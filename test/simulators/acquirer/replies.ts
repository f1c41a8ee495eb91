import type { KeyObject } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Tongue } from './messages.ts';
import type { Fault } from './scenarios.ts';
import { signatureHeaders } from './wire.ts';

export type Reply = { readonly status: number; readonly body: object };

export type Signer = {
  readonly names: Tongue['headers'];
  readonly key: KeyObject;
  /** By the clock that signs. */
  readonly timestampS: number;
};

const type = { 'Content-Type': 'application/json; charset=utf-8' };

export function sendSigned(
  request: IncomingMessage,
  response: ServerResponse,
  { status, body }: Reply,
  { names, key, timestampS }: Signer,
  fault: Fault | null,
): void {
  const text = JSON.stringify(body);
  const signed = fault === 'wrong-signature' ? '{}' : text;
  response.writeHead(status, {
    ...type,
    ...signatureHeaders(request, signed, names, key, timestampS),
  });
  response.end(fault === 'changed-byte' ? changed(text) : text);
}

/** The answer stands on the wire twice, one right behind the other. */
export function sendTwice(
  request: IncomingMessage,
  { status, body }: Reply,
  { names, key, timestampS }: Signer,
): void {
  const text = JSON.stringify(body);
  const headers = {
    ...type,
    ...signatureHeaders(request, text, names, key, timestampS),
    'Content-Length': String(Buffer.byteLength(text)),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const whole = `HTTP/1.1 ${status} Simulated\r\n${lines.join('')}\r\n${text}`;
  request.socket.end(whole + whole);
}

/** A gateway in front of the acquirer: it signs nothing. */
export function sendPage(response: ServerResponse): void {
  response.writeHead(502, { 'Content-Type': 'text/html' });
  response.end('<html><h1>502 Bad Gateway</h1></html>');
}

/** The last digit becomes the next one. */
function changed(text: string): string {
  return text.replace(/[0-9](?=[^0-9]*$)/, (digit) => String((Number(digit) + 1) % 10));
}
