import { SerialPort } from 'serialport';
import type { SerialTransport } from '../contract.ts';
import { DeviceError, reasonOf } from '../device-error.ts';
import { driverLimits } from '../limits.ts';
import { bounded } from './bounded.ts';
import { watchPath } from './path-watch.ts';
import type { Transport, TransportListener } from './transport.ts';

/** A serial port, locked for us alone. The only file that knows the `serialport` package. */
export async function openSerial(
  { path, baudRate, dataBits, stopBits, parity, flowControl }: SerialTransport,
  listener: TransportListener,
): Promise<Transport> {
  const isXonXoff = flowControl === 'xon-xoff';
  const port = new SerialPort({
    path,
    baudRate,
    dataBits,
    stopBits,
    parity,
    rtscts: flowControl === 'rts-cts',
    xon: isXonXoff,
    xoff: isXonXoff,
    autoOpen: false,
  });
  const broken = Promise.withResolvers<never>();
  // Without a write in progress nobody waits for this; `onClosed` has told the driver.
  broken.promise.catch(() => undefined);
  let isClosing = false;
  let stopWatching: (() => void) | undefined;

  const lose = (reason: string): void => {
    stopWatching?.();
    if (isClosing) return;
    isClosing = true;
    broken.reject(new DeviceError('device.interrupted', reason));
    // The handle must go too, or the path stays locked against our own next open.
    const closed = port.isOpen ? closePort(port) : Promise.resolve();
    void closed.then(() => listener.onClosed(reason));
  };
  port.on('data', listener.onData);
  // Closing with a write in progress emits "Canceled" here: by then `lose` has nothing to do.
  port.on('error', (error: Error) => lose(reasonOf(error)));
  port.on('close', (error: Error | null) => lose(error ? reasonOf(error) : 'the port closed'));

  try {
    await bounded(openPort(port), driverLimits.serialOpenTimeoutMs, `opening ${path}`);
  } catch (cause) {
    isClosing = true;
    // An open that comes through after all must not keep the lock.
    port.once('open', () => port.close());
    throw cause;
  }
  stopWatching = watchPath(path, lose);
  return {
    write: async (bytes, timeoutMs) => {
      try {
        await bounded(Promise.race([writeAll(port, bytes), broken.promise]), timeoutMs, 'writing');
      } catch (cause) {
        // What a stuck device has not taken would hold up drain, and then close, in the kernel.
        if (port.isOpen) port.flush((error) => error && lose(reasonOf(error)));
        throw cause;
      }
    },
    close: async () => {
      stopWatching?.();
      isClosing = true;
      if (port.isOpen) await closePort(port);
    },
  };
}

async function openPort(port: SerialPort): Promise<void> {
  const opened = Promise.withResolvers<void>();
  port.open((error) => (error ? opened.reject(cannotOpen(error)) : opened.resolve()));
  await opened.promise;
}

async function writeAll(port: SerialPort, bytes: Uint8Array): Promise<void> {
  const written = Promise.withResolvers<void>();
  port.write(Buffer.from(bytes), (error) => {
    if (error) written.reject(interrupted(error));
  });
  port.drain((error) => (error ? written.reject(interrupted(error)) : written.resolve()));
  await written.promise;
}

/** A port that cannot be closed is a defect: only the end of the process frees it. */
async function closePort(port: SerialPort): Promise<void> {
  const closed = Promise.withResolvers<void>();
  const timer = setTimeout(() => {
    closed.reject(new Error(`${port.path} cannot be closed`));
  }, driverLimits.serialCloseTimeoutMs);
  port.close(() => closed.resolve());
  await closed.promise.finally(() => clearTimeout(timer));
}

/** The lock's error has no code of its own, only these words. */
function cannotOpen({ message }: Error): DeviceError {
  const isLocked = message.includes('Cannot lock port');
  return new DeviceError(isLocked ? 'device.busy' : 'device.offline', message);
}

const interrupted = (error: Error): DeviceError =>
  new DeviceError('device.interrupted', error.message);
