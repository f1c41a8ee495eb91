import type { TransportConfig } from '../contract.ts';

/** One open connection to a device, whatever carries the bytes. */
export type Transport = {
  /**
   * Resolves when the bytes have left this process for the device; a HID transport takes one whole
   * report, its id first. Throws `device.timeout` when the device does not take them in time, and
   * `device.interrupted` when the connection breaks.
   */
  readonly write: (bytes: Uint8Array, timeoutMs: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

export type TransportListener = {
  /** Bytes as they come; one whole report of a HID device, its id first where it has one. */
  readonly onData: (bytes: Uint8Array) => void;
  /** Once, and only for a connection that breaks by itself. */
  readonly onClosed: (reason: string) => void;
};

/** `isReadable`: whether the device answers. Throws a DeviceError when it cannot be opened. */
export type OpenTransport = (
  config: TransportConfig,
  isReadable: boolean,
  listener: TransportListener,
) => Promise<Transport>;
