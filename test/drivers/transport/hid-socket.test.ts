import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startHidSocket } from '../../../drivers/simulator/hid-socket.ts';
import { openTransport } from '../../../drivers/transport/open.ts';
import { frameReport, ReportSplitter } from '../../../drivers/transport/report-frames.ts';
import type { TransportListener } from '../../../drivers/transport/transport.ts';
import { until, withDirectory } from '../support.ts';

/** What a transport tells its driver. */
class Heard implements TransportListener {
  readonly reports: string[] = [];
  readonly reasons: string[] = [];
  readonly onData = (report: Uint8Array): void => void this.reports.push(hex(report));
  readonly onClosed = (reason: string): void => void this.reasons.push(reason);
}
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test('reports come out of the stream as they went in, however it is chopped', () => {
  const reports = fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 20 });
  fc.assert(
    fc.property(reports, fc.integer({ min: 1, max: 50 }), (sent, size) => {
      const stream = Buffer.concat(sent.map(frameReport));
      const splitter = new ReportSplitter();
      const received: string[] = [];
      for (let at = 0; at < stream.length; at += size) {
        received.push(...splitter.push(stream.subarray(at, at + size)).map(hex));
      }
      expect(received).toEqual(sent.map(hex));
    }),
  );
});

test('a simulated HID device exchanges whole reports both ways', async () => {
  await using directory = await withDirectory();
  const device = await startHidSocket(join(directory.path, 'hid'));
  const written: string[] = [];
  device.onReport((report) => written.push(hex(report)));
  const heard = new Heard();
  const wire = await openTransport({ type: 'hid-socket', path: device.path }, true, heard);
  await Promise.all([device.send(Uint8Array.of(2, 1)), device.send(Uint8Array.of(2, 9, 9))]);
  await wire.write(Uint8Array.of(0, 7), 1_000);
  await wire.write(Uint8Array.of(0, 8), 1_000);
  await until('both ways', () => heard.reports.length === 2 && written.length === 2);
  expect(heard.reports).toEqual(['0201', '020909']);
  expect(written).toEqual(['0007', '0008']);
  await wire.close();
  await device.close();
  expect(heard.reasons).toEqual([]);
});

test('an unplugged device is told of once, cannot be opened, and can be again when it is back', async () => {
  await using directory = await withDirectory();
  const device = await startHidSocket(join(directory.path, 'hid'));
  const config = { type: 'hid-socket', path: device.path } as const;
  const heard = new Heard();
  const wire = await openTransport(config, true, heard);
  await device.unplug();
  await until('the loss', () => heard.reasons.length > 0);
  expect(await device.send(Uint8Array.of(2))).toBe(false);
  await expect(wire.write(Uint8Array.of(2), 1_000)).rejects.toMatchObject({
    code: 'device.interrupted',
  });
  await expect(openTransport(config, true, new Heard())).rejects.toMatchObject({
    code: 'device.offline',
  });
  await device.replug();
  const again = new Heard();
  const second = await openTransport(config, true, again);
  expect(await device.send(Uint8Array.of(5))).toBe(true);
  await until('the report', () => again.reports.length === 1);
  expect(heard.reasons).toHaveLength(1);
  await second.close();
  await device.close();
});
