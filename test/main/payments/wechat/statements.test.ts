import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PosError } from '../../../../main/contract/failure.ts';
import type { StatementPort, StatementRow } from '../../../../main/payments/statement.ts';
import { readWechatBill } from '../../../../main/payments/wechat/bill.ts';
import type { WechatAccount } from '../../../../main/payments/wechat/client.ts';
import { createWechat } from '../../../../main/payments/wechat/wechat.ts';
import { minorOfYuan } from '../../../../main/payments/wechat/yuan.ts';
import { simulatorAccount } from '../../../simulators/wechat/account.ts';
import {
  type BillRow,
  billPieces,
  chinaTime,
  makeRows,
  writeWechatBill,
} from '../../../simulators/wechat/bill.ts';
import { mchid, openKeys } from '../../../simulators/wechat/keys.ts';
import type { BillScenarioName } from '../../../simulators/wechat/refund-scenarios.ts';
import { codeFor } from '../../../simulators/wechat/scenarios.ts';
import { startWechatSimulator, type WechatSimulator } from '../../../simulators/wechat/server.ts';
import { clock, listed, newFolder } from './lab.ts';

const folder = newFolder();
const path = join(folder, 'bill.csv.gz');
let simulator: WechatSimulator;

beforeAll(async () => {
  simulator = await startWechatSimulator(openKeys(folder), 30);
});

afterAll(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true });
});

function wechat(changed: Partial<WechatAccount> = {}) {
  return createWechat({ ...simulatorAccount(simulator.origin, folder), ...changed }, clock);
}

function statements(changed: Partial<WechatAccount> = {}): StatementPort {
  const { statements: port } = wechat(changed);
  if (!port) throw new Error('no statements');
  return port;
}

async function rowsOf(file: string): Promise<StatementRow[]> {
  return await listed(readWechatBill(file, mchid));
}

/** The line at which a bill stops making sense. */
async function brokenAt(text: string | Buffer): Promise<unknown> {
  writeFileSync(path, typeof text === 'string' ? gzipSync(text) : text);
  try {
    await rowsOf(path);
  } catch (error) {
    if (error instanceof PosError && error.failure.code === 'statement.unreadable') {
      return error.failure.data?.line;
    }
    throw error;
  }
  return null;
}

const noon = Date.parse('2026-01-31T12:00:00+08:00');

const payment: BillRow = {
  kind: 'payment',
  at: noon,
  orderNumber: 'order-1',
  transactionId: '4200001',
  amountMinor: 1_234,
  terminal: 'T007',
};
const refund: BillRow = {
  ...payment,
  kind: 'refund',
  amountMinor: 1_000,
  refundNumber: 'refund-1',
  refundId: '50001',
};

function bill(rows: readonly BillRow[]): string {
  return [...billPieces(rows)].join('');
}

/** A bill with one cell changed. */
function billWith(title: string, value: string, row: BillRow = payment): string {
  const [titles = '', line = '', ...rest] = bill([row]).split('\r\n');
  const cells = line.split(',`');
  cells[titles.slice(1).split(',').indexOf(title)] = value;
  return [titles, cells.join(',`'), ...rest].join('\r\n');
}

describe('a trade bill that is fetched', () => {
  it('tells of each payment, refund and reversal what the books say', async () => {
    const provider = wechat();
    const order = (orderNumber: string, way: 'presented' | 'shown') =>
      ({ orderNumber, way, amountMinor: 1_000, description: '街角, 小店', expiresAt: 0 }) as const;
    const kept = order('kept-order', 'presented');
    const lost = order('lost-order', 'presented');
    const late = order('late-order', 'shown');
    await provider.charge({ ...kept, code: codeFor('paid', 1) });
    await provider.charge({ ...lost, code: codeFor('paid', 2) });
    await provider.reverse(lost);
    simulator.next('shown-late-payment');
    await provider.charge({ ...late, code: '', expiresAt: Date.now() + 300_000 });
    await provider.reverse(late);
    const request = { order: kept, refundNumber: 'kept-refund', amountMinor: 250, reason: '' };
    expect(await provider.refunds?.refund(request)).toMatchObject({ kind: 'processing' });

    const day = chinaTime(Date.now()).slice(0, 10);
    const port = statements();
    expect(await port.fetch(day, path)).toEqual({ kind: 'saved' });
    const rows = await listed(port.read(path));
    const shown = rows.map(({ kind, orderNumber, refundNumber, amountMinor, feeMinor }) =>
      [kind, orderNumber, refundNumber, amountMinor, feeMinor].join(' '),
    );
    expect(shown.sort()).toEqual([
      'payment kept-order  1000 6',
      'payment late-order  1000 6',
      'payment lost-order  1000 6',
      'refund kept-order kept-refund 250 -2',
      'refund late-order  1000 -6',
      'refund lost-order  1000 -6',
    ]);
    const net = rows.reduce(
      (sum, { kind, amountMinor }) => sum + (kind === 'payment' ? amountMinor : -amountMinor),
      0,
    );
    expect(net).toBe(simulator.ledger().netMinor);
    for (const { at, terminal, providerRef } of rows) {
      expect(Math.abs(Date.now() - (at ?? 0))).toBeLessThan(600_000);
      expect(terminal).toBe('T001');
      expect(providerRef).toMatch(/^42000/);
    }
  });

  it.each([
    ['bill-creating', { kind: 'not-ready' }],
    ['bill-missing', { kind: 'not-ready' }],
    ['bill-wrong-digest', { kind: 'unknown', code: 'payment.provider-error' }],
    ['bill-cut-off', { kind: 'unknown', code: 'payment.provider-error' }],
    ['bill-refused', { kind: 'unknown', code: 'payment.provider-error' }],
    ['bill-elsewhere', { kind: 'unknown', code: 'payment.provider-error' }],
    ['bill-unsigned', { kind: 'unknown', code: 'payment.signature-wrong' }],
    ['bill-system-error', { kind: 'unknown', code: 'payment.provider-error' }],
  ] as const)('leaves no file when it is %s', async (scenario: BillScenarioName, answer) => {
    rmSync(path, { force: true });
    simulator.nextBill(scenario);
    const day = chinaTime(Date.now()).slice(0, 10);
    expect(await statements().fetch(day, path)).toMatchObject(answer);
    expect(existsSync(path)).toBe(false);
  });

  it('is not there for a day without sales, nor without a line', async () => {
    expect(await statements().fetch('2020-01-01', path)).toEqual({ kind: 'not-ready' });
    const away = statements({ origin: 'https://provider.invalid' });
    expect(await away.fetch('2020-01-01', path)).toMatchObject({
      kind: 'unknown',
      code: 'payment.provider-unreachable',
    });
  });
});

describe('a trade bill that is read', () => {
  it('is rows in the terminal’s own terms, at the time it was in China', async () => {
    await writeWechatBill(path, [payment, refund]);
    expect(await rowsOf(path)).toEqual([
      {
        kind: 'payment',
        orderNumber: 'order-1',
        refundNumber: null,
        providerRef: '4200001',
        amountMinor: 1_234,
        feeMinor: 7,
        at: Date.UTC(2026, 0, 31, 4),
        terminal: 'T007',
      },
      {
        kind: 'refund',
        orderNumber: 'order-1',
        refundNumber: 'refund-1',
        providerRef: '4200001',
        amountMinor: 1_000,
        feeMinor: -6,
        at: Date.UTC(2026, 0, 31, 4),
        terminal: 'T007',
      },
    ]);
  });

  it('finds its columns by name, in any order and among new ones', async () => {
    const [titles = '', line = '', summaryTitles, summary] = bill([payment]).split('\r\n');
    const turned = (text: string, by: string) => text.split(by).reverse().join(by);
    const text = [
      `\uFEFF新列,${turned(titles.slice(1), ',')}`,
      `\`new,\`${turned(line.slice(1), ',`')}`,
      summaryTitles,
      summary,
    ].join('\n');
    writeFileSync(path, gzipSync(text));
    expect(await rowsOf(path)).toMatchObject([{ orderNumber: 'order-1', amountMinor: 1_234 }]);
  });

  it('does not divide a name with a comma in it', async () => {
    await writeWechatBill(path, [{ ...payment, name: 'Tea, green, "big"' }]);
    expect(await rowsOf(path)).toMatchObject([{ orderNumber: 'order-1' }]);
  });

  it('reads the same when somebody has unpacked it', async () => {
    await writeWechatBill(path, [payment, refund]);
    const packed = await listed(readWechatBill(path, mchid));
    writeFileSync(path, gunzipSync(readFileSync(path)));
    expect(await listed(readWechatBill(path, mchid))).toEqual(packed);
  });

  it('is empty for a day of nothing', async () => {
    await writeWechatBill(path, []);
    expect(await rowsOf(path)).toEqual([]);
  });

  it('leaves out a refund that failed, which is counted all the same', async () => {
    await writeWechatBill(path, [payment, { ...refund, refundState: 'FAIL' }]);
    expect(await rowsOf(path)).toHaveLength(1);
    await writeWechatBill(path, [payment, { ...refund, refundState: 'PROCESSING' }]);
    expect(await rowsOf(path)).toHaveLength(2);
  });

  it('stops at the line that makes no sense', async () => {
    const good = bill([payment, refund]);
    const lines = good.split('\r\n');
    expect(await brokenAt(good)).toBe(null);
    expect(await brokenAt(lines.with(0, '交易时间,商户号').join('\r\n'))).toBe(1);
    expect(await brokenAt(lines.toSpliced(1, 1).join('\r\n'))).toBe(4);
    expect(await brokenAt(lines.slice(0, 3).join('\r\n'))).toBe(4);
    expect(await brokenAt(lines.slice(0, 4).join('\r\n'))).toBe(5);
    expect(await brokenAt(`${good}more`)).toBe(6);
    expect(await brokenAt(lines.with(2, `${lines[2]},\`extra`).join('\r\n'))).toBe(3);
    expect(await brokenAt(lines.with(2, '').join('\r\n'))).toBe(3);
    expect(await brokenAt(good.replace('`2,`', '`3,`'))).toBe(5);
    expect(await brokenAt(`\uFEFF${'x'.repeat(40_000)}`)).toBe(1);
    expect(await brokenAt('')).toBe(1);
  });

  it.each([
    ['订单金额', '12.3.4'],
    ['订单金额', '0.00'],
    ['订单金额', '-1.00'],
    ['手续费', 'none'],
    ['交易时间', 'yesterday'],
    ['交易时间', '2026-13-41 00:00:00'],
    ['交易状态', 'NEW'],
    ['货币种类', 'USD'],
    ['商户号', '1900000001'],
  ])('does not guess what %s %s means', async (title, value) => {
    const text = billWith(title, title === '交易时间' ? `\`${value}` : value);
    expect(await brokenAt(text)).toBe(2);
  });

  it('is damaged when its packing is: at every place where it can be cut', async () => {
    const whole = gzipSync(bill([...makeRows({ count: 50, day: '2026-01-31' })]));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: whole.length - 1 }), async (bytes) => {
        expect(await brokenAt(whole.subarray(0, bytes))).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
    expect(await brokenAt(Buffer.from('no gzip at all'))).toBe(1);
  });

  it('may be left in the middle', async () => {
    await writeWechatBill(path, { count: 20_000, day: '2026-01-31' });
    for await (const { kind } of readWechatBill(path, mchid)) {
      expect(kind).toBe('payment');
      break;
    }
    await expect(rowsOf(join(folder, 'nowhere.gz'))).rejects.toThrow(/ENOENT/);
  });

  it('is the same rows that were written, however many', async () => {
    const written = await writeWechatBill(path, { count: 30_000, day: '2026-01-31' });
    expect(written.rows).toBe(30_000);
    const seen = { rows: 0, netMinor: 0, reversals: 0 };
    for await (const { kind, amountMinor, refundNumber } of readWechatBill(path, mchid)) {
      seen.rows += 1;
      seen.netMinor += kind === 'payment' ? amountMinor : -amountMinor;
      if (kind === 'refund' && refundNumber === null) seen.reversals += 1;
    }
    const rows = [...makeRows({ count: 30_000, day: '2026-01-31' })];
    const netMinor = rows.reduce(
      (sum, { kind, amountMinor }) => sum + (kind === 'payment' ? amountMinor : -amountMinor),
      0,
    );
    expect(seen).toEqual({ rows: 30_000, netMinor, reversals: 300 });
    expect(gunzipSync(readFileSync(path)).subarray(0, 3)).toEqual(Buffer.from('\uFEFF'));
  });
});

describe('yuan in a bill', () => {
  it('are fen without a float between', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), fc.boolean(), (minor, isBack) => {
        const digits = String(minor).padStart(3, '0');
        const text = `${isBack ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
        const expected = isBack && minor !== 0 ? -minor : minor;
        expect(minorOfYuan(text)).toBe(expected);
        expect(minorOfYuan(`${text}000`)).toBe(expected);
      }),
    );
  });

  it.each([
    ['0', 0],
    ['7', 700],
    ['7.1', 710],
    ['0.29', 29],
    ['0.05940', 6],
    ['-0.05940', -6],
    ['0.00499', 0],
    ['-0.001', 0],
    ['', null],
    ['-', null],
    ['.5', null],
    ['1e3', null],
    ['1,000.00', null],
    [' 1.00', null],
    ['￥1', null],
  ])('%s is %s', (text, minor) => {
    expect(minorOfYuan(text)).toBe(minor);
  });
});
