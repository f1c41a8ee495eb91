import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Shop } from '../support/shop.ts';
import { until } from '../support/until.ts';
import { type Command, walk } from './escpos-walk.ts';

// Programs that are not ours at the far end of each wire.

const code = '6901234567892';
const DLE = 0x10;
const EOT = 0x04;
/** The answer of a printer with nothing to say: bits 1 and 4 are always set (device-facts 1.4). */
const allIsWell = 0x12;

let shop: Shop;

beforeAll(async () => {
  shop = await Shop.open();
  await shop.startTerminal();
  await shop.openTill();
  await shop.untilReady(false);
}, 180_000);

afterAll(() => shop.close());

/** What a shell writes to the scanner's line; the quotes are the shell's own. */
function printfToScanner(): void {
  execFileSync('sh', ['-c', `printf '${code}\\r\\n' > '${shop.world.scannerPath}'`]);
}

it('puts a line into the basket for bytes that a shell wrote to the serial line', async () => {
  printfToScanner();
  const { basket } = await shop.terminal.until((till) => till.basket !== null, 'a basket');
  expect(basket?.lines).toMatchObject([{ code, quantityMilli: 1_000, amountMinor: 200 }]);
});

it('prints a code on the paper that zbarimg reads from its picture', async () => {
  await shop.terminal.must('pay.begin', {});
  await shop.terminal.must('pay.cash', { tenderedMinor: 200 });
  const { done } = await shop.terminal.until(
    (till) => till.done?.printing === 'printed',
    'the receipt is printed',
    30_000,
  );
  const [paper] = shop.papers();
  expect(paper?.unknownCommands).toBe(0);
  const picture = join(shop.dataDir, 'paper.png');
  writeFileSync(picture, Buffer.from(paper?.png ?? '', 'base64'));
  const { stdout } = spawnSync('zbarimg', ['-q', '--raw', picture], { encoding: 'utf8' });
  expect(stdout.trim()).toBe(`https://saoma.example/r/${done?.receiptNumber}`);
});

it('sends a foreign listener on the printer port a receipt that others can read', async () => {
  await shop.terminal.must('demo.printer', { state: 'unplugged' });
  await shop.terminal.until(
    ({ status }) => status.printer.health === 'off',
    'the simulated printer is gone',
    30_000,
  );
  const printer = await until('the port is free', () => listen(shop.world.printerPort));
  try {
    await shop.terminal.until(
      ({ status }) => status.printer.health === 'ready',
      'the foreign printer is found',
      30_000,
    );
    await shop.terminal.must('sale.next', {});
    printfToScanner();
    await shop.terminal.until((till) => till.basket !== null, 'a basket');
    await shop.terminal.must('pay.begin', {});
    await shop.terminal.must('pay.cash', { tenderedMinor: 500 });
    const { done } = await shop.terminal.until(
      (till) => till.done?.printing === 'printed',
      'the receipt is printed',
      30_000,
    );
    const stream = printer.received();

    const commands = walk(stream);
    expect(commands.map(({ bytes }) => bytes.toString('hex')).join('')).toBe(
      stream.toString('hex'),
    );
    const names = commands.map(({ name }) => name).filter((name) => name !== '1004');
    expect(names.filter((name) => name === '1d28')).toHaveLength(5);
    expect(names.filter((name) => name === '1d56')).toHaveLength(1);
    expect(names.filter((name) => name === '1b70')).toHaveLength(1);

    const chinese = readWithIconv(commands);
    expect(chinese).toContain('扫码便利店');
    expect(chinese).toContain('矿泉水');
    expect(chinese).toContain('谢谢惠顾，欢迎再来');
    expect(stream.toString('latin1')).toContain(done?.receiptNumber ?? 'none');
  } finally {
    await printer.close();
  }
});

/** Every run between FS & and FS ., as iconv reads it, a line each. */
function readWithIconv(commands: readonly Command[]): string[] {
  const bytes = commands.flatMap(({ name, bytes: own }) => {
    if (name === '1c2e') return [Buffer.from('\n')];
    return name === 'text' && own.length === 2 ? [own] : [];
  });
  const { stdout, status } = spawnSync('iconv', ['-f', 'GB18030', '-t', 'UTF-8'], {
    input: Buffer.concat(bytes),
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  return stdout.split('\n');
}

type ForeignPrinter = { received(): Buffer; close(): Promise<void> };

/** A printer that is nothing but a socket: it keeps bytes and answers DLE EOT with "all is well". */
async function listen(port: number): Promise<ForeignPrinter | false> {
  const chunks: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      const questions = chunk.filter((byte, at) => byte === DLE && chunk[at + 1] === EOT);
      socket.write(Buffer.alloc(questions.length, allIsWell));
    });
  });
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    // The simulated printer has not let go of the port yet.
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false;
    throw error;
  }
  return {
    received: () => Buffer.concat(chunks),
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
