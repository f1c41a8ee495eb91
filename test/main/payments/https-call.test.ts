import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { callHttps, type HttpsRequest } from '../../../main/payments/https-call.ts';
import { caPath, tlsKeyPath } from '../../simulators/wechat/server.ts';

const ca = readFileSync(caPath, 'utf8');
const servers: Server[] = [];
const sockets = new Set<Socket>();

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

async function listening(server: Server): Promise<string> {
  servers.push(server);
  server.on('connection', (socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  return `https://127.0.0.1:${address.port}`;
}

function serving(listener: RequestListener): Promise<string> {
  const tls = { cert: ca, key: readFileSync(tlsKeyPath) };
  return listening(createServer(tls, listener));
}

function call(origin: string, changed: Partial<HttpsRequest> = {}) {
  const request = { method: 'POST', origin, path: '/a?b=c', headers: {}, body: '{}' } as const;
  return callHttps({ ...request, ca, timeoutMs: 5_000, ...changed });
}

describe('a call to a provider', () => {
  it('brings the answer back byte for byte', async () => {
    const origin = await serving((request, response) => {
      response.writeHead(418, { 'X-Path': request.url });
      response.end(Buffer.from([0, 255, 10, 13]));
    });
    const outcome = await call(origin);
    expect(outcome).toMatchObject({ kind: 'answer', status: 418, headers: { 'x-path': '/a?b=c' } });
    expect(outcome.kind === 'answer' && [...outcome.body]).toEqual([0, 255, 10, 13]);
  });

  it('certainly did not leave when nobody listens', async () => {
    const origin = await listening(createTcpServer());
    servers.splice(0).forEach((server) => {
      server.close();
    });
    expect((await call(origin)).kind).toBe('not-sent');
  });

  it('certainly did not leave when the name cannot be found', async () => {
    expect((await call('https://provider.invalid')).kind).toBe('not-sent');
  });

  it('certainly did not leave when the other side is not who it should be', async () => {
    const origin = await serving((_request, response) => response.end());
    const { ca: _, ...untrusting } = { method: 'GET', origin, path: '/', ca } as const;
    const rest = { headers: {}, body: '', timeoutMs: 5_000 };
    expect((await callHttps({ ...untrusting, ...rest })).kind).toBe('not-sent');
  });

  it('certainly did not leave when the line is open and the handshake never ends', async () => {
    const origin = await listening(createTcpServer());
    expect((await call(origin, { timeoutMs: 50 })).kind).toBe('not-sent');
  });

  it('may have arrived when no answer comes in time', async () => {
    const origin = await serving(() => undefined);
    expect((await call(origin, { timeoutMs: 500 })).kind).toBe('no-answer');
  });

  it('may have arrived when the line breaks before or within the answer', async () => {
    const before = await serving((_request, response) => response.destroy());
    expect((await call(before)).kind).toBe('no-answer');
    const within = await serving((_request, response) => {
      response.writeHead(200, { 'Content-Length': 100 });
      response.write('half', () => response.destroy());
    });
    expect((await call(within)).kind).toBe('no-answer');
  });

  it('does not take in an answer without end', async () => {
    const origin = await serving((_request, response) => response.end(Buffer.alloc(300 * 1024)));
    expect((await call(origin)).kind).toBe('no-answer');
  });
});
