import type { TransportConfig } from '../contract.ts';
import type { DeviceContext } from '../device.ts';
import { driverLimits } from '../limits.ts';
import type { Transport, TransportListener } from './transport.ts';

/** Opens a device's wire and shows every transfer on it as a `trace` event, a long one as several. */
export function openTraced(
  config: TransportConfig,
  isReadable: boolean,
  { openTransport, emit, now }: DeviceContext,
): (listener: TransportListener) => Promise<Transport> {
  const trace = (direction: 'in' | 'out', bytes: Uint8Array): void => {
    const at = now();
    // In pieces, so that none of it is lost to a recording and no message grows without bound.
    for (let from = 0; from < bytes.length; from += driverLimits.traceBytesPerTransfer) {
      const piece = bytes.subarray(from, from + driverLimits.traceBytesPerTransfer);
      const hex = Buffer.from(piece).toString('hex');
      emit({ kind: 'trace', direction, hex, byteCount: piece.length, at });
    }
  };
  return async (listener) => {
    const transport = await openTransport(config, isReadable, {
      onData: (bytes) => {
        trace('in', bytes);
        listener.onData(bytes);
      },
      onClosed: listener.onClosed,
    });
    return {
      write: (bytes, timeoutMs) => {
        trace('out', bytes);
        return transport.write(bytes, timeoutMs);
      },
      close: transport.close,
    };
  };
}
