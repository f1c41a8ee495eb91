import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { HttpsRequest } from '../../../main/payments/https-call.ts';
import { downloadHttps } from '../../../main/payments/https-download.ts';
import { caPath, tlsKeyPath } from '../../simulators/wechat/server.ts';

const ca = readFileSync(caPath, 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'download-'));
const path = join(folder, 'file');
const servers: Server[] = [];
const sockets = new Set<Socket>();

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) server.close();
  rmSync(path, { force: true });
});

afterAll(() => rmSync(folder, { recursive: true }));

function serving(listener: RequestListener): Promise<string> {
  return listening(createServer({ cert: ca, key: readFileSync(tlsKeyPath) }, listener));
}

async function listening(server: Server): Promise<string> {
  servers.push(server);
  server.on('connection', (socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  return `https://127.0.0.1:${address.port}`;
}

function download(origin: string, changed: Partial<HttpsRequest> = {}) {
  const headers = { authorization: 'ours' };
  const request = { method: 'GET', origin, path: '/file?a=b', headers, body: '' } as const;
  return downloadHttps({ ...request, ca, timeoutMs: 5_000, ...changed }, path);
}

describe('a download', () => {
  it('is in the file byte for byte, and nobody else may read it', async () => {
    const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, nth) => (nth * 31) % 256));
    const origin = await serving((request, response) => {
      const isAsked = request.url === '/file?a=b' && request.headers.authorization === 'ours';
      response.writeHead(isAsked ? 200 : 400).end(bytes);
    });
    expect(await download(origin)).toEqual({ kind: 'saved', bytes: bytes.length });
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('may be an empty file', async () => {
    const origin = await serving((_, response) => response.end());
    expect(await download(origin)).toEqual({ kind: 'saved', bytes: 0 });
  });

  it('says what the server said when it refuses, and writes nothing', async () => {
    const origin = await serving((_, response) =>
      response.writeHead(403).end('{"code":"NO_AUTH"}'),
    );
    const refusal = { kind: 'refused', status: 403, body: '{"code":"NO_AUTH"}' };
    expect(await download(origin)).toEqual(refusal);
    expect(existsSync(path)).toBe(false);
  });

  it('reads only the beginning of an endless refusal', async () => {
    const origin = await serving((_, response) => {
      response.writeHead(500);
      const more = (): void => {
        while (response.write('x'.repeat(8_192)));
        response.once('drain', more);
      };
      more();
    });
    const outcome = await download(origin);
    expect(outcome).toMatchObject({ kind: 'refused', status: 500 });
    expect(outcome.kind === 'refused' && outcome.body.length).toBeLessThan(256 * 1024);
  });

  it('is not whole when the body is cut off', async () => {
    const origin = await serving((_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('half of it', () => response.destroy());
    });
    expect(await download(origin)).toMatchObject({ kind: 'no-answer' });
  });

  it('gives up a line that goes silent: before the answer, and in the middle of it', async () => {
    const silent = await serving(() => undefined);
    expect(await download(silent, { timeoutMs: 50 })).toMatchObject({ kind: 'no-answer' });
    const stuck = await serving((_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('half of it');
    });
    expect(await download(stuck, { timeoutMs: 50 })).toMatchObject({ kind: 'no-answer' });
    const sulking = await serving((_, response) => {
      response.writeHead(403);
      response.write('half of a refusal');
    });
    expect(await download(sulking, { timeoutMs: 50 })).toMatchObject({ kind: 'no-answer' });
  });

  it('settles when nobody listens, nobody is trusted, or there is nowhere to write', async () => {
    const origin = await serving((_, response) => response.end('bytes'));
    expect(await download('https://provider.invalid')).toMatchObject({ kind: 'no-answer' });
    const call = {
      method: 'GET',
      origin,
      path: '/',
      headers: {},
      body: '',
      timeoutMs: 5_000,
    } as const;
    expect(await downloadHttps(call, path)).toMatchObject({ kind: 'no-answer' });
    const nowhere = join(folder, 'no-such-folder', 'file');
    expect(await downloadHttps({ ...call, ca }, nowhere)).toMatchObject({ kind: 'no-answer' });
  });
});
