import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { callTerminal } from '../../../../main/payments/card/call.ts';
import { decodeFrame, encodeFrame, frameBytesMax } from '../../../../main/payments/card/frame.ts';
import { until } from '../../../drivers/support.ts';

const servers: Server[] = [];
const sockets = new Set<Socket>();

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

/** Something that listens; `serve` gets what has come in so far each time more does. */
async function listening(serve: (socket: Socket, bytes: Buffer) => void): Promise<number> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    let bytes = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      serve(socket, bytes);
    });
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  return address.port;
}

const call = (port: number, timeoutMs = 5_000) =>
  callTerminal({ host: '127.0.0.1', port, message: { a: 1 }, timeoutMs });

describe('a frame', () => {
  it('is read back as it was written, and not before all of it is there', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), fc.uint8Array({ maxLength: 8 }), (value, cut, more) => {
        const frame = encodeFrame({ value });
        const text = JSON.stringify({ value });
        expect(decodeFrame(Buffer.concat([frame, more]))).toEqual({ text });
        expect(decodeFrame(frame.subarray(0, cut % frame.length))).toBe('more');
      }),
      { numRuns: 500 },
    );
  });

  it('that is empty or too long is none', () => {
    expect(decodeFrame(Buffer.from([0, 0, 0, 0, 1]))).toBe('broken');
    const tooLong = Buffer.alloc(4);
    tooLong.writeUInt32BE(frameBytesMax + 1);
    expect(decodeFrame(tooLong)).toBe('broken');
  });

  it('of any bytes is a text, more to come, or none', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const frame = decodeFrame(Buffer.from(bytes));
        expect(frame === 'more' || frame === 'broken' || 'text' in frame).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a message to the terminal', () => {
  it('brings its answer back, even byte by byte', async () => {
    const port = await listening((socket, bytes) => {
      if (decodeFrame(bytes) === 'more') return;
      for (const byte of encodeFrame({ heard: bytes.toString('utf8', 4) })) {
        socket.write(Buffer.from([byte]));
      }
    });
    const message = { heard: '{"a":1}' };
    expect(await call(port)).toEqual({ kind: 'answer', message });
  });

  it('certainly did not leave when nobody listens', async () => {
    const port = await listening(() => undefined);
    servers.splice(0).forEach((server) => {
      server.close();
    });
    expect(await call(port)).toEqual({ kind: 'not-sent', detail: 'ECONNREFUSED' });
  });

  it('certainly did not leave when the name cannot be found', async () => {
    const message = { a: 1 };
    const gone = { host: 'terminal.invalid', port: 1, message, timeoutMs: 5_000 };
    expect((await callTerminal(gone)).kind).toBe('not-sent');
  });

  it('may have arrived when no answer comes in time, and the line is cut', async () => {
    const port = await listening(() => undefined);
    expect((await call(port, 50)).kind).toBe('no-answer');
    await until('the line is cut', () => [...sockets].every(({ destroyed }) => destroyed));
  });

  it('may have arrived when the line breaks before or within the answer', async () => {
    const before = await listening((socket) => socket.destroy());
    expect((await call(before)).kind).toBe('no-answer');
    const within = await listening((socket) => socket.end(encodeFrame({}).subarray(0, 5)));
    expect((await call(within)).kind).toBe('no-answer');
  });

  it('says nothing of what an answer without sense had in it', async () => {
    const body = Buffer.from('4111111111111111');
    const port = await listening((socket) =>
      socket.end(Buffer.concat([Buffer.from([0, 0, 0, body.length + 1]), body, Buffer.from('!')])),
    );
    const outcome = await call(port);
    expect(outcome.kind).toBe('no-answer');
    expect(JSON.stringify(outcome)).not.toContain('4111');
  });
});
