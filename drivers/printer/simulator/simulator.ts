import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { PrinterCondition } from './faults.ts';
import { type DrawerPulse, PrinterMachine } from './machine.ts';
import type { PrinterFont } from './printer-font.ts';
import type { SimulatedReceipt } from './receipt.ts';

export type PrinterSimulatorOptions = {
  /** 0, or absent: any free one. */
  readonly port?: number;
  readonly host: '127.0.0.1';
  /** 576 when absent: 80 mm paper. */
  readonly widthDots?: number;
  /** `gb18030` when absent. */
  readonly font?: PrinterFont;
  readonly startsInChinese?: boolean;
  readonly onReceipt?: (receipt: SimulatedReceipt) => void;
  readonly onDrawer?: (pulse: DrawerPulse) => void;
};

export type PrinterFault = Partial<PrinterCondition> & {
  /** No listener and no connection, until set to false again: then the same port listens. */
  readonly isUnplugged?: boolean;
  /** Once: so many bytes more, then the connection is reset. */
  readonly dropAfterBytes?: number;
  /** Once: so many bytes more, then it is stuck. */
  readonly stuckAfterBytes?: number;
};

/** A slow printer takes a little at a time, so often. */
const slowStepMs = 10;

/** A demo till runs for days; a piece of paper takes about 100 KB. */
const receiptsKept = 200;

/** A receipt printer on a loopback port, with faults to order. */
export class PrinterSimulator {
  /** The last `receiptsKept`, oldest first. */
  readonly receipts: SimulatedReceipt[] = [];
  readonly pulses: DrawerPulse[] = [];
  readonly #machine: PrinterMachine;
  readonly #sockets = new Set<Socket>();
  /** Those whose last bytes are still being taken, slowly. */
  readonly #working = new Set<Socket>();
  readonly #server: Server;
  #port = 0;
  #dropAfterBytes: number | undefined;
  #stuckAfterBytes: number | undefined;

  constructor(options: PrinterSimulatorOptions) {
    this.#machine = new PrinterMachine(
      { ...options, widthDots: options.widthDots ?? 576 },
      {
        onReceipt: (receipt) => {
          this.receipts.push(receipt);
          if (this.receipts.length > receiptsKept) this.receipts.shift();
          options.onReceipt?.(receipt);
        },
        onDrawer: (pulse) => {
          this.pulses.push(pulse);
          options.onDrawer?.(pulse);
        },
        onReport: (bytes) => {
          for (const socket of this.#sockets) this.#say(socket, bytes);
        },
      },
    );
    this.#server = createServer((socket) => this.#serve(socket));
  }

  get port(): number {
    return this.#port;
  }

  get condition(): PrinterCondition {
    return this.#machine.condition;
  }

  get isListening(): boolean {
    return this.#server.listening;
  }

  async listen(port: number): Promise<void> {
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (address && typeof address === 'object') this.#port = address.port;
  }

  async set(fault: PrinterFault): Promise<void> {
    const { isUnplugged, dropAfterBytes, stuckAfterBytes, ...condition } = fault;
    if (dropAfterBytes !== undefined) this.#dropAfterBytes = dropAfterBytes;
    if (stuckAfterBytes !== undefined) this.#stuckAfterBytes = stuckAfterBytes;
    this.#machine.set(condition);
    for (const socket of this.#sockets) this.#pace(socket);
    if (isUnplugged === true) await this.close();
    if (isUnplugged === false && !this.isListening) await this.listen(this.#port);
  }

  async close(): Promise<void> {
    if (!this.isListening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('data', (bytes) => void this.#takeAtItsPace(socket, bytes));
    this.#pace(socket);
    // A reset by the other side is followed by `close`, which is where it is dealt with.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.#sockets.delete(socket);
      if (this.#sockets.size === 0) this.#machine.disconnect();
    });
  }

  #pace(socket: Socket): void {
    if (this.condition.isStuck || this.#working.has(socket)) socket.pause();
    else socket.resume();
  }

  #say(socket: Socket, bytes: Uint8Array): void {
    const { noise } = this.condition;
    socket.write(Buffer.concat([noise, bytes, noise]));
  }

  async #takeAtItsPace(socket: Socket, bytes: Uint8Array): Promise<void> {
    let rest = bytes;
    this.#working.add(socket);
    this.#pace(socket);
    while (this.condition.bytesPerSecond > 0 && rest.length > 0 && !socket.destroyed) {
      await pause(slowStepMs);
      const step = Math.ceil((this.condition.bytesPerSecond * slowStepMs) / 1_000);
      this.#take(socket, rest.subarray(0, step));
      rest = rest.subarray(step);
    }
    if (rest.length > 0 && !socket.destroyed) this.#take(socket, rest);
    this.#working.delete(socket);
    this.#pace(socket);
  }

  #take(socket: Socket, bytes: Uint8Array): void {
    const stuckAfter = this.#stuckAfterBytes;
    if (stuckAfter !== undefined && bytes.length >= stuckAfter) {
      // The rest is lost with the connection, as in a printer that somebody switches off then.
      this.#stuckAfterBytes = undefined;
      this.#machine.set({ isStuck: true });
    } else if (stuckAfter !== undefined) this.#stuckAfterBytes = stuckAfter - bytes.length;
    this.#receive(socket, bytes.subarray(0, stuckAfter));
  }

  #receive(socket: Socket, bytes: Uint8Array): void {
    const limit = this.#dropAfterBytes;
    const taken = limit === undefined ? bytes : bytes.subarray(0, limit);
    this.#machine.receive(taken, (byte) => this.#say(socket, Uint8Array.of(byte)));
    if (limit === undefined) return;
    this.#dropAfterBytes = limit - taken.length;
    if (this.#dropAfterBytes > 0) return;
    this.#dropAfterBytes = undefined;
    socket.resetAndDestroy();
  }
}

export async function startPrinterSimulator(
  options: PrinterSimulatorOptions,
): Promise<PrinterSimulator> {
  const simulator = new PrinterSimulator(options);
  await simulator.listen(options.port ?? 0);
  return simulator;
}
