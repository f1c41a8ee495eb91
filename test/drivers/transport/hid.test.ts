import { EventEmitter } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openHid } from '../../../drivers/transport/hid.ts';
import { openTransport } from '../../../drivers/transport/open.ts';
import { until, withDirectory } from '../support.ts';

/** What the `node-hid` package gives for an open device. */
class FakeNode extends EventEmitter {
  readonly written: string[] = [];
  isStuck = false;
  closings = 0;

  async write(report: number[] | Buffer): Promise<number> {
    if (this.isStuck) return new Promise(() => undefined);
    this.written.push(Buffer.from(report).toString('hex'));
    return report.length;
  }

  async close(): Promise<void> {
    this.closings++;
  }
}

async function openFake(path: string) {
  await writeFile(path, '');
  const node = new FakeNode();
  const reports: Uint8Array[] = [];
  const reasons: string[] = [];
  const listener = {
    onData: (report: Uint8Array) => void reports.push(report),
    onClosed: (reason: string) => void reasons.push(reason),
  };
  const wire = await openHid({ type: 'hid', path }, listener, async () => node);
  return { node, wire, reports, reasons };
}

test('reports pass whole, both ways', async () => {
  await using directory = await withDirectory();
  const { node, wire, reports, reasons } = await openFake(join(directory.path, 'hidraw0'));
  node.emit('data', Buffer.from([2, 1, 65]));
  await wire.write(Uint8Array.of(0, 7), 1_000);
  expect(reports.map((report) => [...report])).toEqual([[2, 1, 65]]);
  expect(node.written).toEqual(['0007']);
  await wire.close();
  expect([node.closings, reasons]).toEqual([1, []]);
});

test('an error of the device is told of once, in its words, and the node is given back', async () => {
  await using directory = await withDirectory();
  const { node, wire, reports, reasons } = await openFake(join(directory.path, 'hidraw0'));
  node.emit('error', 'could not read from HID device');
  node.emit('error', 'could not read from HID device');
  await until('the loss', () => reasons.length > 0);
  node.emit('data', Buffer.from([2]));
  await wire.close();
  expect(reasons).toEqual(['could not read from HID device']);
  expect([node.closings, reports]).toEqual([1, []]);
  await expect(wire.write(Uint8Array.of(0), 1_000)).rejects.toMatchObject({
    code: 'device.interrupted',
  });
});

test('a device that vanishes without a word is missed', async () => {
  await using directory = await withDirectory();
  const path = join(directory.path, 'hidraw0');
  const { node, reasons } = await openFake(path);
  await directory[Symbol.asyncDispose]();
  await until('the loss', () => reasons.length > 0);
  expect(reasons).toEqual([`${path} is gone`]);
  expect(node.closings).toBe(1);
});

test('a device that takes no report is given up in time', async () => {
  await using directory = await withDirectory();
  const { node, wire } = await openFake(join(directory.path, 'hidraw0'));
  node.isStuck = true;
  await expect(wire.write(Uint8Array.of(0), 20)).rejects.toMatchObject({ code: 'device.timeout' });
  await wire.close();
});

test('a node that is not there, or is no HID device, is offline', async () => {
  await using directory = await withDirectory();
  const path = join(directory.path, 'hidraw0');
  const listener = { onData: () => undefined, onClosed: () => undefined };
  const open = () => openTransport({ type: 'hid', path }, true, listener);
  await expect(open()).rejects.toMatchObject({ code: 'device.offline' });
  await writeFile(path, '');
  await expect(open()).rejects.toMatchObject({ code: 'device.offline' });
});
