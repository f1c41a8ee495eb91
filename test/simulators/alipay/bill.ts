/** Alipay's day bill (payment-facts 2.6): a zip with a GBK file of the day's trades and one of their sums. */
import { gb18030Table } from '../../../drivers/printer/escpos/gb18030.ts';
import { utc8, yuan } from './amounts.ts';
import { sellerId } from './keys.ts';
import { writeZip } from './zip.ts';

export type BillRow = {
  readonly kind: 'payment' | 'refund';
  readonly tradeNo: string;
  readonly orderNumber: string;
  /** Empty for a payment. */
  readonly requestNo: string;
  readonly subject: string;
  readonly terminalId: string;
  /** Positive, as the fee is. */
  readonly amountMinor: number;
  readonly feeMinor: number;
  readonly at: number;
};

export type BillOptions = {
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly rows: Iterable<BillRow>;
};

const columns =
  '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注';

const rowsPerChunk = 1_000;

/** Writes the zip that Alipay makes of a day, in flat memory, however many rows there are. */
export async function writeAlipayBill(path: string, { day, rows }: BillOptions): Promise<void> {
  const file = `${sellerId}0156_${day.replaceAll('-', '')}_业务明细`;
  await writeZip(path, [
    { name: gbk(`${file}(汇总).csv`), content: [gbk('#支付宝业务汇总查询\r\n')] },
    { name: gbk(`${file}.csv`), content: detail(day, rows) },
  ]);
}

/** A day's worth of trades that nobody made; each hundredth row is a refund of the one before. */
export function* madeUpRows(day: string, count: number): Generator<BillRow> {
  const start = Date.parse(`${day}T00:00:00+08:00`);
  for (let nth = 0; nth < count; nth += 1) {
    const isRefund = nth % 100 === 99;
    const serial = String(isRefund ? nth - 1 : nth).padStart(10, '0');
    yield {
      kind: isRefund ? 'refund' : 'payment',
      tradeNo: `202601012200144184${serial}`,
      orderNumber: `order${serial}`,
      requestNo: isRefund ? `refund${serial}` : '',
      subject: '街角小店',
      terminalId: `T${nth % 20}`,
      amountMinor: 100 + (nth % 9_900),
      feeMinor: 1,
      at: start + (nth % 86_400) * 1_000,
    };
  }
}

function* detail(day: string, rows: Iterable<BillRow>): Generator<Buffer> {
  yield gbk(
    [
      '#支付宝业务明细查询',
      `#账号：[${sellerId}0156]`,
      `#起始日期：[${day} 00:00:00]   终止日期：[${day} 24:00:00]`,
      '#-----------------------------------------业务明细列表----------------------------------------',
      columns,
      '',
    ].join('\r\n'),
  );
  let lines: string[] = [];
  for (const row of rows) {
    lines.push(lineOf(row));
    if (lines.length < rowsPerChunk) continue;
    yield gbk(lines.join(''));
    lines = [];
  }
  yield gbk(lines.join(''));
  yield gbk(
    '#-----------------------------------------业务明细列表结束------------------------------------\r\n',
  );
}

/** Numbers are padded with a tab, so that a spreadsheet leaves them alone. */
function lineOf(row: BillRow): string {
  const isRefund = row.kind === 'refund';
  const amount = yuan(isRefund ? -row.amountMinor : row.amountMinor);
  const cells = [
    `${row.tradeNo}\t`,
    `${row.orderNumber}\t`,
    isRefund ? '退款' : '交易',
    `${row.subject}  `,
    utc8(row.at),
    utc8(row.at),
    'S001\t',
    '街角小店',
    ' ',
    `${row.terminalId}\t`,
    '159****5620',
    amount,
    amount,
    ...['0.00', '0.00', '0.00', '0.00', '0.00', '', '0.00', '0.00'],
    `${row.requestNo}\t`,
    yuan(isRefund ? row.feeMinor : -row.feeMinor),
    '0.00',
    ' ',
  ];
  return `${cells.join(',')}\r\n`;
}

const encoded = new Map<string, string>();

/** Runs of the same Chinese words come again and again; they are looked up once. */
function gbk(text: string): Buffer {
  const bytes = text.replaceAll(/[^\0-\x7f]+/g, (run) => {
    const known = encoded.get(run);
    if (known !== undefined) return known;
    const made = [...run].map(twoBytes).join('');
    encoded.set(run, made);
    return made;
  });
  return Buffer.from(bytes, 'latin1');
}

function twoBytes(character: string): string {
  const code = gb18030Table().get(character) ?? 0x3f3f;
  return String.fromCharCode(code >> 8, code & 0xff);
}
