/** One open connection to a device, whatever carries the bytes. */
export type Transport = {
  /**
   * Resolves when the bytes have left this process for the device. Throws `device.timeout` when the
   * device does not take them in time, and `device.interrupted` when the connection breaks.
   */
  readonly write: (bytes: Uint8Array, timeoutMs: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

export type TransportListener = {
  readonly onData: (bytes: Uint8Array) => void;
  /** Once, and only for a connection that breaks by itself. */
  readonly onClosed: (reason: string) => void;
};
