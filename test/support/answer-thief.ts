import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import type { Random } from './random.ts';

export type AnswerThief = {
  readonly origin: string;
  /** How often an answer is stolen, from 0 to 1. */
  setShare(share: number): void;
  stolen(): number;
  close(): Promise<void>;
};

/**
 * A TCP line to a server on loopback that carries every request, and now and then throws the answer
 * away and hangs up: the server has done what it was asked, and nobody hears of it.
 */
export async function startAnswerThief(target: string, random: Random): Promise<AnswerThief> {
  const { hostname, port: targetPort } = new URL(target);
  const sockets = new Set<Socket>();
  let share = 0;
  let stolen = 0;

  const server = createServer((near) => {
    const far = connect(Number(targetPort), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      // A server that is not there hangs up on the caller; so does one that goes.
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far);
    far.on('data', (answer) => {
      if (random.next() >= share) {
        near.write(answer);
        return;
      }
      stolen += 1;
      near.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    setShare(next) {
      share = next;
    },
    stolen: () => stolen,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
