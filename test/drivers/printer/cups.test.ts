import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Device } from '../../../drivers/device.ts';
import { encodeDocument } from '../../../drivers/printer/escpos/encode.ts';
import { startPrinter } from '../../../drivers/printer/printer.ts';
import { openCups } from '../../../drivers/transport/cups.ts';
import { callDevice, receipt, until, Witness, withDirectory } from '../support.ts';
import { printer80 } from './bench.ts';

let directory: Awaited<ReturnType<typeof withDirectory>>;
let printer: Device | undefined;
let witness: Witness;

beforeEach(async () => {
  directory = await withDirectory();
  witness = new Witness();
});

afterEach(async () => {
  await printer?.close();
  await directory[Symbol.asyncDispose]();
});

/** A program in the place of `lp`: a real process, fed over a real pipe. */
async function program(body: string): Promise<string> {
  const path = join(directory.path, 'lp');
  await writeFile(path, `#!/bin/sh\ncd "$(dirname "$0")" || exit 9\n${body}\n`);
  await chmod(path, 0o755);
  return path;
}

async function print(lp: string) {
  const transport = { type: 'cups', queue: 'receipts' } as const;
  printer = startPrinter(
    { id: 'printer', kind: 'printer', transport, profile: '80mm' },
    { ...witness.context, openTransport: () => openCups(transport, lp) },
  );
  await until('the queue', () => witness.isIn('open'));
  return callDevice(printer, 'print', { jobId: 'job-1', document: receipt });
}

test('a receipt is one job of the raw queue, and is called sent', async () => {
  const lp = await program('echo "$@" >> asked; cat >> given');
  await expect(print(lp)).resolves.toEqual({ jobId: 'job-1', confirmation: 'sent' });
  const sent = Buffer.concat(encodeDocument(receipt, printer80));
  expect((await readFile(join(directory.path, 'given'))).equals(sent)).toBe(true);
  expect(await readFile(join(directory.path, 'asked'), 'utf8')).toBe('-d receipts -o raw\n');
});

test('a queue that is not there refuses the receipt with what the printing system says', async () => {
  const lp = await program('echo "lp: The printer or class does not exist." >&2; exit 1');
  await expect(print(lp)).rejects.toMatchObject({
    code: 'device.offline',
    began: false,
    message: expect.stringContaining('does not exist'),
  });
});

test('a machine without the printing system refuses the receipt as not configured', async () => {
  await expect(print(join(directory.path, 'nothing'))).rejects.toMatchObject({
    code: 'device.not-configured',
    began: false,
  });
});

test('a printing system that ends in the middle leaves the receipt in doubt', async () => {
  const lp = await program('kill -9 $$');
  await expect(print(lp)).rejects.toMatchObject({ code: 'device.interrupted', began: true });
});

test('a printing system that hangs is ended, and the write with it', async () => {
  const lp = await program('echo $$ > pid; exec sleep 60');
  const queue = await openCups({ type: 'cups', queue: 'receipts' }, lp);
  const written = queue.write(Buffer.alloc(10), 1_000);
  await expect(written).rejects.toMatchObject({ code: 'device.timeout' });
  const pid = Number(await readFile(join(directory.path, 'pid'), 'utf8'));
  await until('its end', () => isGone(pid));
  await queue.close();
});

test.each(['-o', '', 'a b', 'a;rm', '../a', 'a'.repeat(128)])(
  'the queue name %j is refused before anything is run',
  async (queue) => {
    await expect(openCups({ type: 'cups', queue }, '/bin/false')).rejects.toMatchObject({
      code: 'device.not-configured',
    });
  },
);

function isGone(pid: number): boolean {
  try {
    return !process.kill(pid, 0);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ESRCH') return true;
    throw cause;
  }
}
