import { rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { commands } from '../../main/contract/commands.ts';
import type { DemoSnapshot } from '../../main/contract/snapshots.ts';

/** What the panel can do, as it comes over the socket; the inputs are the contract's own. */
export const panelCommand = v.variant('type', [
  v.object({ type: v.literal('scan'), ...commands['demo.scan'].entries }),
  v.object({ type: v.literal('pay'), ...commands['demo.pay'].entries }),
  v.object({ type: v.literal('pay-shown'), content: v.string() }),
  v.object({ type: v.literal('printer'), ...commands['demo.printer'].entries }),
  v.object({ type: v.literal('scanner'), ...commands['demo.scanner'].entries }),
  v.object({ type: v.literal('network'), ...commands['demo.network'].entries }),
  v.object({ type: v.literal('card'), ...commands['demo.card'].entries }),
  v.object({ type: v.literal('scale'), ...commands['demo.scale'].entries }),
  /** Not on the panel: a rehearsal stops the hub and starts it again. */
  v.object({ type: v.literal('hub'), isUp: v.boolean() }),
  /** Not on the panel: the printer takes so many bytes more, then its connection is reset. */
  v.object({ type: v.literal('tear'), bytes: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
]);
export type PanelCommand = v.InferOutput<typeof panelCommand>;

export type PanelLine = {
  /** Tells every terminal that listens what the world is like now. */
  tell(snapshot: DemoSnapshot): void;
  close(): Promise<void>;
};

/** Listens on a Unix socket for the terminal's panel: commands in, snapshots out, a JSON line each. */
export async function openPanelLine(
  path: string,
  obey: (command: PanelCommand) => void,
  current: () => DemoSnapshot,
): Promise<PanelLine> {
  rmSync(path, { force: true });
  const sockets = new Set<Socket>();
  const say = (socket: Socket, snapshot: DemoSnapshot): void => {
    socket.write(`${JSON.stringify(snapshot)}\n`);
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A terminal that was killed; it comes back with a new connection.
    socket.on('error', () => socket.destroy());
    say(socket, current());
    const lines = createInterface({ input: socket });
    lines.on('line', (line) => obey(v.parse(panelCommand, JSON.parse(line))));
    // It tells of the socket's errors once more, and is alone in not being listened to.
    lines.on('error', () => lines.close());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  return {
    tell(snapshot) {
      for (const socket of sockets) say(socket, snapshot);
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
