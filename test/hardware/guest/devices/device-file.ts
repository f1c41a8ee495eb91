import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../../../support/until.ts';

/** How often the far end of a device looks for bytes. */
const lookEveryMs = 2;
/** The host's end takes bytes at once, or is gone. */
const writeTimeoutMs = 5_000;

/**
 * The device's own end of its wire, such as /dev/g_printer0. Opened non-blocking and looked at: a
 * blocking read would hold a thread of the pool that other devices need too.
 */
export class DeviceFile {
  readonly #path: string;
  #file: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** `onData` is given what comes; a read that fails ends the listening. */
  async open(onData?: (bytes: Uint8Array) => void): Promise<void> {
    this.#file = await until(this.#path, () => openWhenThere(this.#path));
    if (onData) this.#listen(onData);
  }

  /** Waits while the host's end takes no more. */
  async write(bytes: Uint8Array): Promise<void> {
    const deadline = performance.now() + writeTimeoutMs;
    let rest = bytes;
    while (rest.length > 0) {
      rest = rest.subarray(this.#writeSome(rest));
      if (rest.length === 0) return;
      if (performance.now() > deadline) throw new Error(`${this.#path} takes no bytes`);
      await pause(lookEveryMs);
    }
  }

  close(): void {
    clearInterval(this.#timer);
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  get handle(): number {
    if (this.#file === undefined) throw new Error(`${this.#path} is not open`);
    return this.#file;
  }

  #writeSome(bytes: Uint8Array): number {
    try {
      return writeSync(this.handle, bytes);
    } catch (cause) {
      if (isAgain(cause)) return 0;
      throw cause;
    }
  }

  #listen(onData: (bytes: Uint8Array) => void): void {
    const buffer = new Uint8Array(8_192);
    this.#timer = setInterval(() => {
      for (let count = this.#readSome(buffer); count > 0; count = this.#readSome(buffer)) {
        onData(buffer.slice(0, count));
      }
    }, lookEveryMs);
  }

  #readSome(buffer: Uint8Array): number {
    if (this.#file === undefined) return 0;
    try {
      return readSync(this.#file, buffer);
    } catch (cause) {
      if (isAgain(cause)) return 0;
      clearInterval(this.#timer);
      console.error(`lab: ${this.#path}: ${cause}`);
      return 0;
    }
  }
}

/** Undefined while there is no node, or none that the host's end has been set up for (ENODEV). */
function openWhenThere(path: string): number | undefined {
  try {
    return openSync(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY);
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT' || codeOf(cause) === 'ENODEV') return undefined;
    throw cause;
  }
}

function isAgain(cause: unknown): boolean {
  return codeOf(cause) === 'EAGAIN';
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && 'code' in cause ? cause.code : undefined;
}
