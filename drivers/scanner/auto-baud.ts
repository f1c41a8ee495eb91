import type { ProcessCalls, SerialTransport } from '../contract.ts';
import { DeviceError } from '../device-error.ts';
import { driverLimits } from '../limits.ts';
import type { OpenTransport } from '../transport/transport.ts';
import { readableCode } from './readable.ts';
import { createSilence } from './silence.ts';

/** Most scanners leave the factory with one of these (device-facts 2). */
const baudRates = [9_600, 19_200, 38_400, 115_200] as const;

/**
 * Listens at each rate in turn while a person scans something again and again: a slice of time
 * without a byte, or bytes that make no sense, and it goes on to the next. Two stop bits read as
 * one do no harm, so they are not tried. Throws a DeviceError when the port cannot be opened:
 * `device.busy` when a driver has it.
 */
export async function findBaudRate(
  { path, timeoutMs }: ProcessCalls['auto-baud']['params'],
  openTransport: OpenTransport,
): Promise<ProcessCalls['auto-baud']['value']> {
  const deadline = performance.now() + timeoutMs;
  for (let turn = 0; ; turn++) {
    const leftMs = deadline - performance.now();
    if (leftMs <= 0) return null;
    const baudRate = baudRates[turn % baudRates.length] ?? baudRates[0];
    const serial = { type: 'serial', path, baudRate, stopBits: 1 } as const;
    const sliceMs = Math.min(leftMs, driverLimits.autoBaudSliceMs);
    const line: SerialTransport = { ...serial, dataBits: 8, parity: 'none' };
    const heard = readableCode(await listen(line, sliceMs, openTransport));
    if (!heard) continue;
    const { code, dataBits, parity } = heard;
    return { transport: { ...serial, dataBits, parity }, code };
  }
}

/** What comes up to the next silence; nothing when the slice goes by without a byte. */
async function listen(
  line: SerialTransport,
  sliceMs: number,
  openTransport: OpenTransport,
): Promise<Uint8Array> {
  const heard = Promise.withResolvers<Uint8Array>();
  // A break while the port opens is waited for only afterwards.
  heard.promise.catch(() => undefined);
  let bytes: Uint8Array = new Uint8Array(0);
  let slice: NodeJS.Timeout | undefined;
  const silence = createSilence(() => heard.resolve(bytes));
  const transport = await openTransport(line, true, {
    onData: (chunk) => {
      clearTimeout(slice);
      bytes = Buffer.concat([bytes, chunk]);
      // A device that never stops is no scanner.
      if (bytes.length > driverLimits.scanBytes) heard.resolve(bytes);
      silence.wait(driverLimits.scanIdleMs);
    },
    onClosed: (reason) => heard.reject(new DeviceError('device.interrupted', reason)),
  });
  // Something may have come while the port opened: then the silence after it ends the slice.
  if (bytes.length === 0) slice = setTimeout(() => heard.resolve(bytes), sliceMs);
  try {
    return await heard.promise;
  } finally {
    clearTimeout(slice);
    silence.stop();
    await transport.close();
  }
}
