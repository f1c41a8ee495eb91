import type { HidTransport } from '../contract.ts';
import { DeviceError, reasonOf } from '../device-error.ts';
import { driverLimits } from '../limits.ts';
import { bounded } from './bounded.ts';
import { watchPath } from './path-watch.ts';
import type { Transport, TransportListener } from './transport.ts';

/** What of a HID device this needs; `node-hid`'s asynchronous one, or a test's. */
export type HidNode = {
  readonly on: (event: 'data' | 'error', listener: (value: Uint8Array | string) => void) => unknown;
  readonly write: (report: Buffer) => Promise<number>;
  readonly close: () => Promise<void>;
};

/**
 * Loaded at the first HID device only. The asynchronous device, because the synchronous one holds a
 * thread of the pool for as long as it is open (device-facts 8).
 */
async function openNode(path: string): Promise<HidNode> {
  const { HIDAsync } = await import('node-hid');
  return HIDAsync.open(path);
}

/**
 * A hidraw node, one report at a time (see `HidTransport` for their ids). The only file that knows
 * the `node-hid` package.
 */
export async function openHid(
  { path }: HidTransport,
  listener: TransportListener,
  open: (path: string) => Promise<HidNode> = openNode,
): Promise<Transport> {
  const node = await openInTime(open, path);
  const broken = Promise.withResolvers<never>();
  // Without a write in progress nobody waits for this; `onClosed` has told the driver.
  broken.promise.catch(() => undefined);
  let isClosing = false;

  const lose = (reason: string): void => {
    if (isClosing) return;
    isClosing = true;
    stopWatching();
    broken.reject(new DeviceError('device.interrupted', reason));
    void closeInTime(node, path).then(() => listener.onClosed(reason));
  };
  node.on('data', (report) => {
    if (!isClosing && typeof report !== 'string') listener.onData(report);
  });
  // The cause is a string; an unplugged device gives this and no close event (device-facts 8).
  node.on('error', (cause) => lose(reasonOf(cause)));
  const stopWatching = watchPath(path, lose);

  return {
    write: async (report, timeoutMs) => {
      const written = node.write(Buffer.from(report)).catch((cause: unknown) => {
        throw new DeviceError('device.interrupted', reasonOf(cause));
      });
      await bounded(Promise.race([written, broken.promise]), timeoutMs, 'writing a report');
    },
    close: async () => {
      if (isClosing) return;
      isClosing = true;
      stopWatching();
      await closeInTime(node, path);
    },
  };
}

async function openInTime(
  open: (path: string) => Promise<HidNode>,
  path: string,
): Promise<HidNode> {
  const opening = open(path).catch((cause: unknown) => {
    throw new DeviceError('device.offline', `${path}: ${reasonOf(cause)}`);
  });
  try {
    return await bounded(opening, driverLimits.hidOpenTimeoutMs, `opening ${path}`);
  } catch (cause) {
    // An open that comes through after all must not keep the device.
    opening.then(
      (late) => closeInTime(late, path),
      () => undefined,
    );
    throw cause;
  }
}

/** A node that cannot be closed is a defect: only the end of the process frees it. */
async function closeInTime(node: HidNode, path: string): Promise<void> {
  const timedOut = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    timedOut.reject(new Error(`${path} cannot be closed`));
  }, driverLimits.hidCloseTimeoutMs);
  // A device that is gone may refuse to be closed as well: it is free either way.
  const closed = node.close().catch(() => undefined);
  await Promise.race([closed, timedOut.promise]).finally(() => clearTimeout(timer));
}
