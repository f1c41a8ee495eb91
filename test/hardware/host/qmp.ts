import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';

type Answer =
  | { readonly return: unknown }
  | { readonly error: { readonly class: string; readonly desc: string } }
  | { readonly event: string; readonly data?: { readonly device?: string } }
  | { readonly QMP: unknown };

/**
 * QEMU's machine protocol: commands answered in their order, events in between
 * (QEMU's documentation, "QEMU Machine Protocol Specification").
 */
export class Qmp {
  readonly #socket: Socket;
  readonly #waiting: PromiseWithResolvers<void>[] = [];
  readonly #gone = new Map<string, PromiseWithResolvers<void>>();

  private constructor(socket: Socket) {
    this.#socket = socket;
    const lines = createInterface({ input: socket });
    lines.on('line', (line) => this.#take(JSON.parse(line)));
    // A QEMU that is gone resets the connection, and readline repeats it.
    lines.on('error', () => socket.destroy());
    socket.on('close', () => {
      for (const waiting of this.#waiting) waiting.reject(new Error('QEMU has ended'));
    });
  }

  static async open(socket: Socket): Promise<Qmp> {
    const qmp = new Qmp(socket);
    await qmp.execute('qmp_capabilities', {});
    return qmp;
  }

  async execute(execute: string, parameters: Readonly<Record<string, unknown>>): Promise<void> {
    const answered = Promise.withResolvers<void>();
    this.#waiting.push(answered);
    this.#socket.write(`${JSON.stringify({ execute, arguments: parameters })}\n`);
    await answered.promise;
  }

  /** Takes a device away and resolves when it is gone: the command alone only begins it. */
  async removeDevice(id: string): Promise<void> {
    const gone = Promise.withResolvers<void>();
    this.#gone.set(id, gone);
    await this.execute('device_del', { id });
    await gone.promise;
  }

  #take(answer: Answer): void {
    if ('return' in answer) this.#waiting.shift()?.resolve();
    else if ('error' in answer) this.#waiting.shift()?.reject(new Error(answer.error.desc));
    else if ('event' in answer && answer.event === 'DEVICE_DELETED') {
      this.#gone.get(answer.data?.device ?? '')?.resolve();
    }
  }
}
