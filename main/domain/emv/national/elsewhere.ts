/** PIX, HKQR with FPS, and UnionPay: the accounts in their codes (payment-facts 5.1, 5.3). */
import { fault, found } from '../reading.ts';
import { anyReference, exactlyOne, label } from './field-patterns.ts';
import { type Scheme, templateScheme } from './scheme.ts';

export const pix = templateScheme({
  id: 'pix',
  tag: '26',
  guid: 'br.gov.bcb.pix',
  currencies: ['BRL'],
  country: 'BR',
  reference: { field: '05', pattern: /^[0-9A-Za-z]{1,25}$/, absent: '***' },
  fields: {
    /** A tax id, telephone number, e-mail address or random id of the receiver. */
    key: { tag: '01', pattern: /^[\x21-\x7e]{1,77}$/, isOptional: true },
    information: { tag: '02', pattern: label(72), isOptional: true },
    /** Who hands out cash for a withdrawal code: eight digits. */
    cashProvider: { tag: '03', pattern: /^[0-9]{8}$/, isOptional: true },
    /** Where the charge of a dynamic code is fetched, without `https://`. */
    url: { tag: '25', pattern: /^(?!https?:)[\x21-\x7e]{1,77}$/, isOptional: true },
  },
  conflict: ({ key, url, information, cashProvider }) =>
    exactlyOne('01', key, url) ?? (url && (information || cashProvider) ? '25' : null),
  isOneCharge: ({ url }) => url !== undefined,
});

export const hkqr = templateScheme({
  id: 'hkqr',
  tag: '26',
  guid: 'hk.com.hkicl',
  currencies: ['HKD', 'CNY'],
  country: 'HK',
  reference: anyReference,
  fields: {
    clearingCode: { tag: '01', pattern: /^[0-9]{3}$/, isOptional: true },
    fpsId: { tag: '02', pattern: /^[0-9]{7,9}$/, isOptional: true },
    mobile: { tag: '03', pattern: /^\+[0-9]{1,3}-[0-9]{4,14}$/, isOptional: true },
    email: { tag: '04', pattern: /^(?=.{3,64}$)[\x21-\x7e]+@[\x21-\x7e]+$/, isOptional: true },
  },
  conflict: ({ fpsId, mobile, email }) => exactlyOne('02', fpsId, mobile, email),
});

export type UnionpayAccount = {
  /** Eight digits each: the acquiring and the forwarding institution. */
  readonly acquirer: string;
  readonly forwarder: string;
  /** Fifteen characters, as in field 42 of ISO 8583. */
  readonly merchantId: string;
};

const unionpayLayout = /^([0-9]{8})([0-9]{8})([0-9A-Za-z ]{15})$/;

/**
 * Object 15 or 16 in UnionPay's own layout of 31 characters (UnionPay International's public test
 * codes; not tried with an acquirer). Where an acquirer fills it otherwise, the code still decodes.
 */
export const unionpay: Scheme<UnionpayAccount> = {
  id: 'unionpay',
  tag: '15',
  currencies: [],
  country: null,
  reference: anyReference,
  owns: ({ id }) => id === '15' || id === '16',
  read({ id, value }) {
    const [, acquirer, forwarder, merchantId] = unionpayLayout.exec(value) ?? [];
    if (!acquirer || !forwarder || !merchantId) return fault('format', id);
    return found({ acquirer, forwarder, merchantId });
  },
  write({ acquirer, forwarder, merchantId }) {
    const isRight = acquirer.length === 8 && unionpayLayout.test(acquirer + forwarder + merchantId);
    if (!isRight || forwarder.length !== 8) return fault('format', '15');
    return found({ id: '15', value: acquirer + forwarder + merchantId });
  },
};
