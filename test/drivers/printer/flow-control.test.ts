import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SerialTransport } from '../../../drivers/contract.ts';
import { ptyAddress, type Socat, startSocat } from '../../../drivers/simulator/socat.ts';
import { openSerial } from '../../../drivers/transport/serial.ts';
import type { Transport } from '../../../drivers/transport/transport.ts';
import { until, withDirectory } from '../support.ts';

const [XON, XOFF] = [0x11, 0x13];

let directory: Awaited<ReturnType<typeof withDirectory>>;
let server: Server;
let wire: Socat;
/** The printer's end of the line. */
let far: Socket;
let near: Transport;
let heard: string;
let taken: number;

beforeEach(async () => {
  directory = await withDirectory();
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const connected = once(server, 'connection');
  const path = join(directory.path, 'printer');
  wire = await startSocat(ptyAddress(path), `tcp:127.0.0.1:${port}`);
  [far] = await connected;
  [heard, taken] = ['', 0];
  far.on('data', ({ length }) => {
    taken += length;
  });
  const config: SerialTransport = {
    type: 'serial',
    path,
    baudRate: 9_600,
    dataBits: 8,
    stopBits: 1,
    parity: 'none',
    flowControl: 'xon-xoff',
  };
  near = await openSerial(config, {
    onData: (bytes) => {
      heard += Buffer.from(bytes).toString('latin1');
    },
    onClosed: () => undefined,
  });
});

afterEach(async () => {
  await near.close();
  await wire.close();
  far.destroy();
  server.close();
  await directory[Symbol.asyncDispose]();
});

/** Says it, and a letter behind it that shows that it has arrived. */
async function say(byte: number, letter: string): Promise<void> {
  far.write(Buffer.of(byte, letter.charCodeAt(0)));
  await until('the letter', () => heard.endsWith(letter));
}

test('a printer that holds the line up gets the rest when it is ready again', async () => {
  await say(XOFF, 'a');
  const bytes = Buffer.alloc(4_096, 0x41);
  const written = near.write(bytes, 8_000);
  await say(XON, 'b');
  await written;
  await until('every byte', () => taken === bytes.length);
  expect(heard).toBe('ab');
});

test('a printer that holds the line up for ever ends the write, and the port can be closed', async () => {
  await say(XOFF, 'a');
  const moreThanTheLineHolds = Buffer.alloc(65_536, 0x41);
  await expect(near.write(moreThanTheLineHolds, 100)).rejects.toMatchObject({
    code: 'device.timeout',
  });
  expect(taken).toBe(0);
  await near.close();
});
