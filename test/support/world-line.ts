import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { connect } from 'node:net';
import type { PanelCommand } from '../demo/panel-line.ts';
import type { WorldPlaces } from '../demo/start-world.ts';

/** Tells the world to do something, on a line of its own; resolves when it was sent. */
export function tellWorld({ socketPath }: WorldPlaces, command: PanelCommand): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath);
    socket.once('error', reject);
    socket.resume();
    socket.end(`${JSON.stringify(command)}\n`, () => resolve());
  });
}

/** Writes bytes to the scanner's own end of its line. */
export async function scan({ scannerPath }: WorldPlaces, code: string): Promise<void> {
  const file = await open(scannerPath, constants.O_WRONLY | constants.O_NOCTTY);
  try {
    await file.write(`${code}\r\n`);
  } finally {
    await file.close();
  }
}
