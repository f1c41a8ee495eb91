/** The words in Alipay's bills (payment-facts 2.6). */

/** Columns that are read, by the header's own names, because older files have others. */
export const names = {
  tradeNo: '支付宝交易号',
  orderNumber: '商户订单号',
  kind: '业务类型',
  amount: '订单金额(元)',
  fee: '服务费(元)',
  refundNumber: '退款批次号/请求号',
} as const;

export const optionalNames = {
  subject: '商品名称',
  createdAt: '创建时间',
  endedAt: '完成时间',
  terminal: '终端号',
} as const;

/** In the column `kind`, of money that went back. */
export const refundWord = '退款';

/** A column's name with the narrow parentheses that are used here. */
export function plainName(cell: string): string {
  return cell.replace('（', '(').replace('）', ')');
}

/** `…_业务明细.csv`, not `…_业务明细(汇总).csv`, which holds sums. */
export function isDetailFile(name: string): boolean {
  return name.includes('业务明细') && !name.includes('汇总') && name.endsWith('.csv');
}
