import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { caPath, tlsKeyPath } from '../../simulators/wechat/server.ts';

/** Something that listens on loopback, and may go away. */
export type Door = {
  readonly port: number;
  /** How often somebody came in. */
  readonly visits: number;
  close(): Promise<void>;
};

const open = new Set<Door>();

export async function closeDoors(): Promise<void> {
  await Promise.all([...open].map((door) => door.close()));
}

/** @param port 0 for any free one. */
export async function openDoor(port = 0, kind: 'tcp' | 'tls' = 'tcp'): Promise<Door> {
  const tls = { cert: readFileSync(caPath), key: readFileSync(tlsKeyPath) };
  const server: Server = kind === 'tls' ? createTlsServer(tls) : createServer();
  const sockets = new Set<Socket>();
  let visits = 0;
  server.on('connection', (socket: Socket) => {
    visits += 1;
    sockets.add(socket);
    // whoever only looks in hangs up without a word
    socket.on('error', () => socket.destroy());
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  const door: Door = {
    port: address.port,
    get visits() {
      return visits;
    },
    async close() {
      if (!open.delete(door)) return;
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  open.add(door);
  return door;
}
