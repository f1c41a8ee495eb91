import type { DeviceContext } from '../device.ts';
import { driverLimits } from '../limits.ts';
import type { Transport, TransportListener } from './transport.ts';

type OpenTransport = (listener: TransportListener) => Promise<Transport>;

/** Shows every transfer of a transport as a `trace` event. */
export function traced(open: OpenTransport, { emit, now }: DeviceContext): OpenTransport {
  const trace = (direction: 'in' | 'out', bytes: Uint8Array): void => {
    const shown = bytes.subarray(0, driverLimits.traceBytesPerTransfer);
    const hex = Buffer.from(shown).toString('hex');
    emit({ kind: 'trace', direction, hex, byteCount: bytes.length, at: now() });
  };
  return async (listener) => {
    const transport = await open({
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
