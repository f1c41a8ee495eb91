import { DeviceError } from '../device-error.ts';

/**
 * The promise's outcome, or `device.timeout` after so many milliseconds. A device that hangs never
 * calls back, so nothing here may wait for one without this.
 */
export async function bounded<Value>(
  work: Promise<Value>,
  timeoutMs: number,
  what: string,
): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new DeviceError('device.timeout', `${what} took longer than ${timeoutMs} ms`));
  }, timeoutMs);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
