import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import type { DisplayConfig, TcpTransport } from '../../contract.ts';
import { DisplayMachine } from './machine.ts';

/** A display on the printer's line: it takes what is for it, and passes on what is the printer's. */
export type PassThroughSimulator = {
  /** Where the terminal opens the printer. */
  readonly transport: TcpTransport;
  readonly lines: () => [string, string];
  readonly ignored: () => number;
  readonly close: () => Promise<void>;
};

/** Puts a display before the printer that listens on a loopback port. */
export async function startPassThroughSimulator(
  protocol: DisplayConfig['protocol'],
  printerPort: number,
): Promise<PassThroughSimulator> {
  const machine = new DisplayMachine(protocol);
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (terminal) => {
    const printer = connect({ port: printerPort, host: '127.0.0.1', noDelay: true });
    const sorter = new Sorter();
    terminal.on('data', (bytes) => {
      const { forPrinter, forDisplay } = sorter.push(bytes);
      machine.receive(forDisplay);
      if (forPrinter.length > 0) printer.write(forPrinter);
    });
    printer.on('data', (bytes) => terminal.write(bytes));
    for (const [socket, other] of [
      [terminal, printer],
      [printer, terminal],
    ] as const) {
      sockets.add(socket);
      // A connection that breaks closes as well, and takes the other half with it.
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the simulator has no port');
  return {
    transport: { type: 'tcp', host: '127.0.0.1', port: address.port },
    lines: () => machine.lines(),
    ignored: () => machine.ignored,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

const select = [0x1b, 0x3d] as const;

/** Follows `ESC = n`: bit 0 selects the printer, bit 1 the display (device-facts 5). */
class Sorter {
  #selected = 1;
  #held: number[] = [];

  push(bytes: Uint8Array): { readonly forPrinter: Uint8Array; readonly forDisplay: Uint8Array } {
    const forPrinter: number[] = [];
    const forDisplay: number[] = [];
    for (const byte of bytes) {
      const isSelecting = this.#held.length === select.length;
      if (isSelecting) {
        this.#selected = byte;
        this.#held = [];
        continue;
      }
      this.#held.push(byte);
      if (byte === select[this.#held.length - 1]) continue;
      if (this.#selected & 1) forPrinter.push(...this.#held);
      if (this.#selected & 2) forDisplay.push(...this.#held);
      this.#held = [];
    }
    return { forPrinter: Uint8Array.from(forPrinter), forDisplay: Uint8Array.from(forDisplay) };
  }
}
