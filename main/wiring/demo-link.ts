import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import type { DemoWorld } from '../commands/context.ts';
import { type DemoSnapshot, demoSnapshot } from '../contract/snapshots.ts';

export type DemoLink = DemoWorld & {
  snapshot(): DemoSnapshot | null;
  close(): void;
};

/**
 * The line to the process that plays the world outside in demo mode: JSON lines over a Unix socket.
 * Commands go out, snapshots come in; the terminal itself talks to the simulated devices and
 * providers over their own wires and knows nothing of this.
 */
export function openDemoLink(
  socketPath: string,
  changed: (snapshot: DemoSnapshot) => void,
): Promise<DemoLink> {
  const socket = connect(socketPath);
  let latest: DemoSnapshot | null = null;
  const send = (command: object): void => {
    socket.write(`${JSON.stringify(command)}\n`);
  };
  const link: DemoLink = {
    scan: (code) => send({ type: 'scan', code }),
    pay: (customer) => send({ type: 'pay', ...customer }),
    payShown: (content) => send({ type: 'pay-shown', content }),
    setPrinter: (state) => send({ type: 'printer', state }),
    setScanner: (isPlugged) => send({ type: 'scanner', isPlugged }),
    setOnline: (isOnline) => send({ type: 'network', isOnline }),
    setCard: (card) => send({ type: 'card', card }),
    setScale: (grams) => send({ type: 'scale', grams }),
    snapshot: () => latest,
    close: () => socket.destroy(),
  };
  const lines = createInterface({ input: socket });
  // It tells of the socket's errors once more; they are dealt with below.
  lines.on('error', () => lines.close());
  lines.on('line', (line) => {
    const parsed = v.safeParse(demoSnapshot, JSON.parse(line));
    if (!parsed.success) return;
    latest = parsed.output;
    changed(latest);
  });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.removeListener('error', reject);
      // The world ended; the panel goes stale and the terminal sells on.
      socket.on('error', () => socket.destroy());
      resolve(link);
    });
  });
}
