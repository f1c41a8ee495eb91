/** WeChat's own words, by which its answers and bills are read. */

/** The columns of a trade bill that are read (payment-facts 3.5); there are 27. */
export const columnNames = {
  at: '交易时间',
  merchant: '商户号',
  terminal: '设备号',
  transaction: '微信订单号',
  order: '商户订单号',
  state: '交易状态',
  currency: '货币种类',
  refund: '商户退款单号',
  refundedYuan: '退款金额',
  refundState: '退款状态',
  feeYuan: '手续费',
  orderYuan: '订单金额',
  askedYuan: '申请退款金额',
} as const;

/** The column of a bill's summary that says how many rows there should be. */
export const countTitle = '总交易单数';

/** In the refusal of a refund: nothing is left of the order, whoever gave it back (community reports). */
export const refundedInFull = '已全额退款';
