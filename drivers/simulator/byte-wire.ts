import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import type { SerialTransport, TcpTransport } from '../contract.ts';
import { ptyAddress, type Socat, startSocat } from './socat.ts';

/** Where a simulated device hangs: a pseudo-terminal in an existing folder, or a loopback port. */
export type WirePlace =
  | { readonly type: 'serial'; readonly directory: string; readonly name: string }
  | { readonly type: 'tcp' };

/** The device's side of a wire that carries bytes. */
export type ByteWire = {
  /** How the driver opens the other side; a serial one at 9,600 8N1, which a pseudo-terminal ignores. */
  readonly transport: SerialTransport | TcpTransport;
  /** False when nobody has the device open: the bytes are lost. */
  readonly send: (bytes: Uint8Array) => boolean;
  /** Path or port vanish and the connection breaks, as a pulled plug makes them. */
  readonly unplug: () => Promise<void>;
  readonly replug: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Starts a plugged-in device's wire. A serial one needs `socat`. */
export async function startByteWire(
  place: WirePlace,
  onBytes: (bytes: Uint8Array) => void,
): Promise<ByteWire> {
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  let pair: Socat | undefined;
  let port = 0;

  const accept = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('data', onBytes);
    // A connection that breaks closes as well, which is all there is to do about it.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const replug = async (): Promise<void> => {
    if (server) return;
    server = createServer({ noDelay: true }, accept);
    if (place.type === 'tcp') {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      if (address && typeof address === 'object') port = address.port;
      return;
    }
    const path = join(place.directory, place.name);
    server.listen(`${path}.socket`);
    await once(server, 'listening');
    pair = await startSocat(ptyAddress(path), `unix-connect:${path}.socket`);
  };
  const unplug = async (): Promise<void> => {
    if (!server) return;
    const closed = once(server, 'close');
    server.close();
    server = undefined;
    await pair?.close();
    pair = undefined;
    for (const socket of sockets) socket.destroy();
    await closed;
  };

  await replug();
  return {
    transport: transportOf(place, port),
    send: (bytes) => {
      for (const socket of sockets) socket.write(bytes);
      return sockets.size > 0;
    },
    unplug,
    replug,
    close: unplug,
  };
}

function transportOf(place: WirePlace, port: number): SerialTransport | TcpTransport {
  if (place.type === 'tcp') return { type: 'tcp', host: '127.0.0.1', port };
  const path = join(place.directory, place.name);
  return { type: 'serial', path, baudRate: 9_600, dataBits: 8, stopBits: 1, parity: 'none' };
}
