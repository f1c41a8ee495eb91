import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAlipay } from '../../../../main/payments/alipay/alipay.ts';
import { readBill } from '../../../../main/payments/alipay/bill.ts';
import { BillRows } from '../../../../main/payments/alipay/bill-rows.ts';
import type { PaymentProvider } from '../../../../main/payments/provider.ts';
import type { StatementRow } from '../../../../main/payments/statement.ts';
import { simulatorAccount } from '../../../simulators/alipay/account.ts';
import { madeUpRows, writeAlipayBill } from '../../../simulators/alipay/bill.ts';
import { openKeys } from '../../../simulators/alipay/keys.ts';
import { codeFor } from '../../../simulators/alipay/scenarios.ts';
import { type AlipaySimulator, startAlipaySimulator } from '../../../simulators/alipay/server.ts';
import { writeZip } from '../../../simulators/alipay/zip.ts';
import { newFolder } from './lab.ts';

const folder = newFolder();
const path = join(folder, 'bill.zip');
const day = '2026-01-02';
/** Both ends go by this clock, so that a day can end. */
const noonMs = Date.parse(`${day}T12:00:00+08:00`);
let nowMs = noonMs;
let simulator: AlipaySimulator;
let alipay: PaymentProvider;

beforeAll(async () => {
  simulator = await startAlipaySimulator(openKeys(folder), { slowMs: 30, now: () => nowMs });
  const account = simulatorAccount(simulator.origin, folder, 'certificate');
  alipay = createAlipay(account, { now: () => nowMs });
});

afterAll(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true });
});

async function rowsOf(file: string): Promise<StatementRow[]> {
  const rows: StatementRow[] = [];
  for await (const row of readBill(file)) rows.push(row);
  return rows;
}

function unreadableAt(line: number) {
  return expect.objectContaining({
    failure: expect.objectContaining({ code: 'statement.unreadable', data: { line } }),
  });
}

describe('a day’s bill', () => {
  it('tells what was paid, given back and kept, the morning after', async () => {
    nowMs = noonMs;
    const order = { orderNumber: 'order_1', way: 'presented', amountMinor: 10_000 } as const;
    const cancelled = { ...order, orderNumber: 'order_2' };
    const charge = { code: codeFor('paid', 1), description: '小店, 一号', expiresAt: 0 };
    expect(await alipay.charge({ ...charge, ...order })).toMatchObject({ kind: 'paid' });
    nowMs += 60_000;
    const other = { ...charge, ...cancelled, code: codeFor('paid', 2) };
    expect(await alipay.charge(other)).toMatchObject({ kind: 'paid' });
    const request = { order, refundNumber: 'refund_1', amountMinor: 2_500, reason: '退货' };
    expect(await alipay.refunds?.refund(request)).toMatchObject({ kind: 'refunded' });
    expect(await alipay.reverse(cancelled)).toEqual({ kind: 'reversed' });
    expect(await alipay.statements?.fetch(day, path)).toEqual({ kind: 'not-ready' });

    nowMs += 24 * 3_600_000;
    expect(await alipay.statements?.fetch(day, path)).toEqual({ kind: 'saved' });
    const terminal = 'T001';
    const minuteLater = noonMs + 60_000;
    expect(await rowsOf(path)).toMatchObject([
      { kind: 'payment', orderNumber: 'order_1', amountMinor: 10_000, feeMinor: 60, at: noonMs },
      { kind: 'refund', refundNumber: 'refund_1', amountMinor: 2_500, feeMinor: -15 },
      { kind: 'payment', orderNumber: 'order_2', refundNumber: null, at: minuteLater, terminal },
      { kind: 'refund', orderNumber: 'order_2', refundNumber: null, amountMinor: 10_000 },
    ]);
  });

  it('is not ready for today, for tomorrow, or while Alipay has none', async () => {
    nowMs = noonMs + 24 * 3_600_000;
    for (const wanted of ['2026-01-03', '2026-01-04', '2026-01-01']) {
      expect(await alipay.statements?.fetch(wanted, path)).toEqual({ kind: 'not-ready' });
    }
  });

  it('is unknown when nobody answers', async () => {
    const nowhere = {
      ...simulatorAccount(simulator.origin, folder),
      origin: 'https://127.0.0.1:1',
    };
    const { statements } = createAlipay(nowhere, { now: () => nowMs });
    expect(await statements?.fetch(day, path)).toMatchObject({
      kind: 'unknown',
      code: 'payment.provider-unreachable',
    });
  });

  it('without a trade is an empty file without rows', async () => {
    const empty = join(folder, 'empty.zip');
    writeFileSync(empty, '');
    expect(await rowsOf(empty)).toEqual([]);
  });
});

describe('a long bill', () => {
  it('is read to its last row, and adds up', async () => {
    const count = 20_000;
    await writeAlipayBill(path, { day, rows: madeUpRows(day, count) });
    expect(statSync(path).size).toBeGreaterThan(count * 10);
    const sumOf = (rows: Iterable<Pick<StatementRow, 'kind' | 'amountMinor'>>): number => {
      let sum = 0;
      for (const { kind, amountMinor } of rows)
        sum += kind === 'refund' ? -amountMinor : amountMinor;
      return sum;
    };
    const rows = await rowsOf(path);
    expect([rows.length, sumOf(rows)]).toEqual([count, sumOf(madeUpRows(day, count))]);
  });

  it('is read as it is unpacked: what stands before a fault has been there already', async () => {
    const bad = join(folder, 'bad.zip');
    const bytes = readFileSync(path);
    const at = Math.floor(bytes.length * 0.7);
    writeFileSync(bad, bytes.fill(0xff, at, at + 64));
    let rows = 0;
    const reading = async (): Promise<void> => {
      for await (const row of readBill(bad)) rows += row.amountMinor > 0 ? 1 : 0;
    };
    await expect(reading()).rejects.toThrow(/statement\.unreadable/);
    expect(rows).toBeGreaterThan(10_000);
  });

  it('can be left half-way', async () => {
    for await (const row of readBill(path)) {
      expect(row.orderNumber).toBe('order0000000000');
      break;
    }
  });
});

const header =
  '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,终端号,订单金额（元）,退款批次号/请求号,服务费（元）';
const line = '2026\t,order\t, 交易,小店,2026-01-02 10:00:00,2026-01-02 10:00:30,T1\t,1.00,\t,-0.01';

describe('a bill’s lines', () => {
  it('are read by the names in the header, wherever they stand', () => {
    const rows = new BillRows();
    expect(rows.read('#支付宝业务明细查询')).toBeNull();
    expect(rows.read(header)).toBeNull();
    const at = Date.parse('2026-01-02T10:00:30+08:00');
    const row = {
      kind: 'payment',
      orderNumber: 'order',
      refundNumber: null,
      providerRef: '2026',
      amountMinor: 100,
      feeMinor: 1,
      at,
      terminal: 'T1',
    };
    expect(rows.read(`${line}\r`)).toEqual(row);
    const other = new BillRows();
    other.read('商户订单号,支付宝交易号,订单金额(元),服务费(元),退款批次号/请求号,业务类型');
    expect(other.read('order,2026,-1.00,0.01,back,退款')).toEqual({
      ...row,
      kind: 'refund',
      refundNumber: 'back',
      feeMinor: -1,
      at: null,
      terminal: null,
    });
  });

  it('stay in step when a subject has a comma in it', () => {
    const rows = new BillRows();
    rows.read(header);
    expect(rows.read(line.replace('小店', '茶, 大, 热'))).toMatchObject({ amountMinor: 100 });
  });

  it.each([
    ['an amount', line.replace('1.00', '1,00'), '2.345'],
    ['an amount', line.replace('1.00', 'one'), ''],
    ['a time', line.replace('10:00:30', '25:61:00'), ''],
    ['the end', line.slice(0, 40), ''],
  ])('that make no sense in %s are told by their number', (_, broken) => {
    const rows = new BillRows();
    rows.read('#');
    rows.read(header);
    expect(() => rows.read(broken)).toThrow(unreadableAt(3));
  });

  it('under a header that lacks a column are not read', () => {
    expect(() => new BillRows().read(header.replace('服务费', '费用'))).toThrow(unreadableAt(1));
  });
});

describe('a broken file', () => {
  it('is no zip, is cut short, has no detail, no header, or other bytes than GBK', async () => {
    const bad = join(folder, 'bad.zip');
    writeFileSync(bad, 'not a zip');
    await expect(rowsOf(bad)).rejects.toThrow(unreadableAt(0));

    await writeAlipayBill(path, { day, rows: madeUpRows(day, 3) });
    writeFileSync(bad, readFileSync(path).subarray(0, -30));
    await expect(rowsOf(bad)).rejects.toThrow(unreadableAt(0));

    const name = Buffer.from([0xd2, 0xb5, 0xce, 0xf1, 0xc3, 0xf7, 0xcf, 0xb8]);
    const csv = Buffer.concat([name, Buffer.from('.csv')]);
    await writeZip(bad, [{ name: Buffer.from('readme.csv'), content: [] }]);
    await expect(rowsOf(bad)).rejects.toThrow(unreadableAt(0));
    await writeZip(bad, [{ name: csv, content: [Buffer.from('#\n#\n')] }]);
    await expect(rowsOf(bad)).rejects.toThrow(unreadableAt(2));
    await writeZip(bad, [{ name: csv, content: [Buffer.from('#\n'), Buffer.from([0xff, 0xff])] }]);
    await expect(rowsOf(bad)).rejects.toThrow(unreadableAt(0));
  });

  it('with a byte changed in the middle is not read to its end', async () => {
    const bad = join(folder, 'bad.zip');
    await writeAlipayBill(path, { day, rows: madeUpRows(day, 2_000) });
    for (const part of [0.2, 0.4, 0.6, 0.8]) {
      const bytes = readFileSync(path);
      const at = Math.floor(bytes.length * part);
      bytes[at] = (bytes[at] ?? 0) ^ 0x10;
      writeFileSync(bad, bytes);
      await expect(rowsOf(bad)).rejects.toThrow(/statement\.unreadable/);
    }
  });
});
