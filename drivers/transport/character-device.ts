import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { CharacterDeviceTransport } from '../contract.ts';
import { DeviceError, reasonOf } from '../device-error.ts';
import { watchPath } from './path-watch.ts';
import type { Transport, TransportListener } from './transport.ts';

/** A stuck printer takes 8 KB and then answers EAGAIN (device-facts 8): so long until the next try. */
const retryMs = 20;
/** How long an answer to a write is listened for; covers the longest wait of the printer driver. */
const listenMs = 5_000;

/**
 * A device node written as a file. Opened non-blocking: a blocking write to a stuck printer would
 * hold a thread for ever. `isReadable` is false for printers behind a one-way cable.
 */
export async function openCharacterDevice(
  { path }: CharacterDeviceTransport,
  isReadable: boolean,
  listener: TransportListener,
): Promise<Transport> {
  const access = isReadable ? constants.O_RDWR : constants.O_WRONLY;
  const file = await open(path, access | constants.O_NONBLOCK | constants.O_NOCTTY).catch(
    (cause: unknown) => {
      throw new DeviceError('device.offline', reasonOf(cause));
    },
  );
  const device = new CharacterDevice(file, listener);
  device.watch(path);
  return {
    write: async (bytes, timeoutMs) => {
      await device.write(bytes, Date.now() + timeoutMs);
      if (isReadable) device.listen();
    },
    close: () => device.close(),
  };
}

class CharacterDevice {
  readonly #file: FileHandle;
  readonly #listener: TransportListener;
  #isOpen = true;
  #isListening = false;
  #listenUntil = 0;
  #stopWatching: (() => void) | undefined;

  constructor(file: FileHandle, listener: TransportListener) {
    this.#file = file;
    this.#listener = listener;
  }

  watch(path: string): void {
    this.#stopWatching = watchPath(path, (reason) => void this.#lose(reason));
  }

  async write(bytes: Uint8Array, deadline: number): Promise<void> {
    let rest = bytes;
    while (rest.length > 0) {
      if (!this.#isOpen) throw new DeviceError('device.interrupted', 'the device was closed');
      rest = rest.subarray(await this.#writeSome(rest));
      if (rest.length === 0) return;
      if (Date.now() >= deadline)
        throw new DeviceError('device.timeout', 'the device takes no bytes');
      await pause(retryMs);
    }
  }

  /** Bytes taken; none when the device's buffer is full. */
  async #writeSome(bytes: Uint8Array): Promise<number> {
    try {
      return (await this.#file.write(bytes)).bytesWritten;
    } catch (cause) {
      if (isAgain(cause)) return 0;
      await this.#lose(reasonOf(cause));
      throw new DeviceError('device.interrupted', reasonOf(cause));
    }
  }

  /** Reads for a while after a write: a printer speaks only when asked. */
  listen(): void {
    this.#listenUntil = Date.now() + listenMs;
    if (!this.#isListening) void this.#readAnswers();
  }

  async #readAnswers(): Promise<void> {
    this.#isListening = true;
    const buffer = new Uint8Array(256);
    while (this.#isOpen && Date.now() < this.#listenUntil) {
      const count = await this.#readSome(buffer);
      if (count > 0) this.#listener.onData(buffer.slice(0, count));
      else await pause(retryMs);
    }
    this.#isListening = false;
  }

  async #readSome(buffer: Uint8Array): Promise<number> {
    try {
      return (await this.#file.read(buffer, 0, buffer.length, null)).bytesRead;
    } catch (cause) {
      if (!isAgain(cause) && this.#isOpen) await this.#lose(reasonOf(cause));
      return 0;
    }
  }

  async #lose(reason: string): Promise<void> {
    if (!this.#isOpen) return;
    await this.close();
    this.#listener.onClosed(reason);
  }

  async close(): Promise<void> {
    this.#stopWatching?.();
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#file.close();
  }
}

function isAgain(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'EAGAIN';
}
