import { connect, type NetConnectOpts } from 'node:net';
import { DeviceError, reasonOf } from '../device-error.ts';
import { driverLimits } from '../limits.ts';
import { bounded } from './bounded.ts';
import type { Transport, TransportListener } from './transport.ts';

/** A connected stream socket; `where` names it for people. */
export async function openSocket(
  address: NetConnectOpts,
  where: string,
  listener: TransportListener,
): Promise<Transport> {
  const socket = connect(address);
  const opened = Promise.withResolvers<void>();
  const broken = Promise.withResolvers<never>();
  // Without a write in progress nobody waits for this; `onClosed` has told the driver.
  broken.promise.catch(() => undefined);
  let reason = 'the other side closed the connection';
  let phase: 'opening' | 'open' | 'closed' = 'opening';

  socket.once('connect', opened.resolve);
  socket.on('data', listener.onData);
  socket.on('error', (error) => {
    reason = reasonOf(error);
  });
  socket.on('end', () => socket.destroy());
  socket.on('close', () => {
    opened.reject(new DeviceError('device.offline', reason));
    broken.reject(new DeviceError('device.interrupted', reason));
    const wasOpen = phase === 'open';
    phase = 'closed';
    if (wasOpen) listener.onClosed(reason);
  });

  try {
    await bounded(opened.promise, driverLimits.tcpConnectTimeoutMs, `connecting to ${where}`);
  } catch (cause) {
    socket.destroy();
    throw cause;
  }
  phase = 'open';
  return {
    write: async (bytes, timeoutMs) => {
      const written = Promise.withResolvers<void>();
      socket.write(bytes, (error) => (error ? written.reject(error) : written.resolve()));
      // A write that fails does so because the connection broke, which says it better.
      const outcome = written.promise.catch(() => broken.promise);
      await bounded(Promise.race([outcome, broken.promise]), timeoutMs, 'writing to the socket');
    },
    close: async () => {
      if (phase === 'closed') return;
      phase = 'closed';
      await new Promise<void>((resolve) => {
        socket.once('close', () => resolve());
        socket.destroy();
      });
    },
  };
}
