import { openHidSocket } from '../../../../drivers/transport/hid-socket.ts';
import type { Transport } from '../../../../drivers/transport/transport.ts';
import { Uhid, type UhidDescription } from './uhid.ts';

const writeTimeoutMs = 5_000;

/**
 * Gives a simulated HID device, which speaks over a local socket, a hidraw node of the kernel's:
 * its reports pass through as they are.
 */
export class HidBridge {
  readonly #socketPath: string;
  readonly #description: UhidDescription;
  #uhid: Uhid | undefined;
  #socket: Transport | undefined;

  constructor(socketPath: string, description: UhidDescription) {
    this.#socketPath = socketPath;
    this.#description = description;
  }

  async plug(): Promise<void> {
    const uhid = new Uhid();
    const socket = await openHidSocket(
      { type: 'hid-socket', path: this.#socketPath },
      { onData: (report) => void uhid.send(report), onClosed: (why) => console.error(why) },
    );
    await uhid.plug(this.#description, (report) => {
      // What is written while the plug is pulled goes nowhere, as on a real one.
      socket.write(report, writeTimeoutMs).catch((cause: unknown) => console.error(cause));
    });
    this.#uhid = uhid;
    this.#socket = socket;
  }

  async unplug(): Promise<void> {
    await this.#uhid?.unplug();
    await this.#socket?.close();
  }
}
