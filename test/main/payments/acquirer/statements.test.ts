import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PosError } from '../../../../main/contract/failure.ts';
import type { PaymentProvider } from '../../../../main/payments/provider.ts';
import type { StatementRow } from '../../../../main/payments/statement.ts';
import { madeUpRows, writeAcquirerBill } from '../../../simulators/acquirer/bill.ts';
import { codeFor, type ScenarioName } from '../../../simulators/acquirer/scenarios.ts';
import { exampleDialect, openWorld, Terminal, type World } from './lab.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world.close());

function portOf(provider: PaymentProvider) {
  if (!provider.statements) throw new Error('no statements');
  return provider.statements;
}

async function rowsOf(rows: AsyncIterable<StatementRow>): Promise<StatementRow[]> {
  const all: StatementRow[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

describe.each([
  ['own', 'the protocol as documented', (): unknown => null],
  ['union', 'another acquirer’s words', exampleDialect],
] as const)('%s statements, in %s', (form, _, dialect) => {
  const acquirer = () => world.provider('unionpay', { dialect: dialect() });

  it('are fetched when the day is over, and explain the money to the fen', async () => {
    const provider = acquirer();
    const till = new Terminal(world.time, provider);
    let serial = form === 'own' ? 100 : 200;
    for (const scenario of ['paid', 'late-payment', 'declined', 'paid'] satisfies ScenarioName[]) {
      serial += 1;
      const { id } = till.charge('presented', codeFor('unionpay', scenario, serial));
      await till.endOf(id);
    }
    const order = world.simulator.ledger().orders.find(({ state }) => state === 'paid');
    if (!order) throw new Error('nothing is paid');
    const { orderNumber } = order;
    const refundNumber = `refund-${form}`.replace('-', '');
    await provider.refunds?.refund({
      order: { orderNumber, way: 'presented', amountMinor: 1_250 },
      refundNumber,
      amountMinor: 300,
      reason: 'brought back',
    });

    const statements = portOf(provider);
    const path = join(world.folder, `day.${statements.extension}`);
    // the virtual day of the lab
    const day = '2023-11-15';
    if (form === 'own') {
      expect(await statements.fetch(day, path)).toEqual({ kind: 'not-ready' });
      expect(existsSync(path)).toBe(false);
    }
    world.simulator.closeDay();
    expect(await statements.fetch(day, path)).toEqual({ kind: 'saved' });

    const rows = await rowsOf(statements.read(path));
    const sum = (kind: StatementRow['kind']) =>
      rows.filter((row) => row.kind === kind).reduce((all, row) => all + row.amountMinor, 0);
    const { paidMinor, refundedMinor } = world.simulator.ledger();
    expect([sum('payment'), sum('refund')]).toEqual([paidMinor, refundedMinor]);
    expect(rows.find((row) => row.refundNumber === refundNumber)).toMatchObject({
      kind: 'refund',
      orderNumber,
      amountMinor: 300,
      feeMinor: -1,
      terminal: '31000001',
    });
    const reversal = rows.find((row) => row.kind === 'refund' && row.refundNumber === null);
    expect(reversal).toMatchObject({ amountMinor: 1_250 });
    expect(
      rows.every(({ at }) => at !== null && Math.abs(at - world.time.clock.now()) < 3_600_000),
    ).toBe(true);
  });

  it('say the same as what was written', async () => {
    const path = join(world.folder, `small-${form}`);
    const written = [...madeUpRows('2026-01-31', 200, '31000001')];
    await writeAcquirerBill(path, { rows: written, form });
    const read = await rowsOf(portOf(acquirer()).read(path));
    const expected = written.map(({ reference, terminalNumber, at, ...row }) => ({
      ...row,
      providerRef: reference,
      terminal: terminalNumber,
      // this acquirer's times have no milliseconds
      at: form === 'own' ? at : Math.floor(at / 1_000) * 1_000,
    }));
    expect(read).toEqual(expected);
  });

  it('stop with the line where they stop making sense', async () => {
    const path = join(world.folder, `broken-${form}`);
    await writeAcquirerBill(path, { rows: madeUpRows('2026-01-31', 20, '31000001'), form });
    const text = gunzipSync(readFileSync(path)).toString('utf8');
    const statements = portOf(acquirer());
    const lines = text.split('\n');
    const lineOf = async (bytes: Buffer): Promise<unknown> => {
      writeFileSync(path, bytes);
      return rowsOf(statements.read(path)).then(
        () => 'read',
        (error: unknown) => (error instanceof PosError ? error.failure.data?.line : error),
      );
    };
    const head = lines.findIndex((line) => line.includes('fee')) + 1;
    const changed = (at: number, line: string) =>
      gzipSync(lines.map((known, place) => (place === at - 1 ? line : known)).join('\n'));
    expect(await lineOf(changed(0, ''))).toBe('read');
    expect(await lineOf(changed(head, 'some|other,header'))).toBe(head);
    expect(await lineOf(changed(7, 'short'))).toBe(7);
    const [delimiter, amountAt] = form === 'own' ? [',', 4] : ['|', 6];
    const cells = (lines[6] ?? '').split(delimiter);
    for (const amount of ['1e3', '12,5', '0', '']) {
      const line = cells.map((cell, place) => (place === amountAt ? amount : cell)).join(delimiter);
      expect(await lineOf(changed(7, line))).toBe(7);
    }
    expect(await lineOf(changed(7, `${lines[6]}"`))).toBe(7);
    expect(await lineOf(gzipSync(''))).toBe(0);
    // cut off, no gzip at all, no UTF-8
    expect(await lineOf(gzipSync(text).subarray(0, -12))).toEqual(expect.any(Number));
    expect(await lineOf(Buffer.from(text))).toBe(0);
    expect(await lineOf(gzipSync(Buffer.from([0xff, 0xfe, 0x0a])))).toBe(0);
  });
});

describe('a long statement', () => {
  it('is read in memory that does not grow with it', async () => {
    const statements = portOf(world.provider('unionpay'));
    const path = join(world.folder, 'long');
    const count = 150_000;
    await writeAcquirerBill(path, { rows: madeUpRows('2026-01-31', count, '31000001') });
    let rows = 0;
    let highest = 0;
    const before = process.memoryUsage().heapUsed;
    for await (const row of statements.read(path)) {
      rows += row.amountMinor > 0 ? 1 : 0;
      if (rows % 10_000 === 0) highest = Math.max(highest, process.memoryUsage().heapUsed);
    }
    expect(rows).toBe(count);
    // the rows alone, kept, would be some 60 MB
    expect((highest - before) / 1e6).toBeLessThan(45);
  });

  it('that changed on its way is thrown away', async () => {
    const provider = world.provider('unionpay');
    const path = join(world.folder, 'tampered');
    const other = world.provider('unionpay', {
      acquirerKey: world.strangersKey,
    });
    expect(await portOf(other).fetch('2023-11-14', path)).toMatchObject({
      kind: 'unknown',
      code: 'payment.signature-wrong',
    });
    world.simulator.garbleFiles();
    expect(await portOf(provider).fetch('2023-11-14', path)).toMatchObject({
      kind: 'unknown',
      code: 'payment.signature-wrong',
    });
    expect(existsSync(path)).toBe(false);
  });
});
