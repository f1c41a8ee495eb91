import type { HidSocketTransport } from '../contract.ts';
import { DeviceError } from '../device-error.ts';
import { driverLimits } from '../limits.ts';
import { bounded } from './bounded.ts';
import { frameReport, ReportSplitter } from './report-frames.ts';
import { openSocket } from './socket.ts';
import type { Transport, TransportListener } from './transport.ts';

/**
 * A simulated HID device behind a local socket. Its greeting is an empty report: only then is it
 * open, so that no report can be sent before the device knows that somebody listens.
 */
export async function openHidSocket(
  { path }: HidSocketTransport,
  listener: TransportListener,
): Promise<Transport> {
  const splitter = new ReportSplitter();
  const greeted = Promise.withResolvers<void>();
  let isGreeted = false;
  const socket = await openSocket({ path }, path, {
    onData: (bytes) => {
      for (const report of splitter.push(bytes)) {
        if (report.length > 0) listener.onData(report);
        else {
          isGreeted = true;
          greeted.resolve();
        }
      }
    },
    onClosed: (reason) => {
      if (isGreeted) listener.onClosed(reason);
      else greeted.reject(new DeviceError('device.offline', reason));
    },
  });
  try {
    await bounded(greeted.promise, driverLimits.hidOpenTimeoutMs, `a greeting at ${path}`);
  } catch (cause) {
    await socket.close();
    throw cause;
  }
  return {
    write: (report, timeoutMs) => socket.write(frameReport(report), timeoutMs),
    close: socket.close,
  };
}
