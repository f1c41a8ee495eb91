/** PromptPay, PayNow and SGQR, VietQR, KHQR, DuitNow, QRIS: the accounts in their codes (payment-facts 5.3). */
import { noDepartures } from '../merchant-check.ts';
import { fieldsOf } from '../merchant-parts.ts';
import { valueAt } from '../tlv.ts';
import { anyReference, exactlyOne, label } from './field-patterns.ts';
import { templateScheme } from './scheme.ts';

const thailand = {
  currencies: ['THB'],
  country: 'TH',
  // neither the banks' own codes nor promptpay-qr 0.5.0 write these
  departures: { ...noDepartures, omits: ['52', '59', '60'] },
  reference: null,
} as const;

export const promptpayTransfer = templateScheme({
  ...thailand,
  id: 'promptpay-transfer',
  tag: '29',
  guid: 'A000000677010111',
  fields: {
    /** Thirteen digits: `00`, the country code 66, the number without its first 0. See `thaiPhone`. */
    phone: { tag: '01', pattern: /^[0-9]{13}$/, isOptional: true },
    nationalId: { tag: '02', pattern: /^[0-9]{13}$/, isOptional: true },
    eWallet: { tag: '03', pattern: /^[0-9]{15}$/, isOptional: true },
    bankAccount: { tag: '04', pattern: /^[0-9]{1,43}$/, isOptional: true },
  },
  conflict: ({ phone, nationalId, eWallet, bankAccount }) =>
    exactlyOne('01', phone, nationalId, eWallet, bankAccount),
});

/** `0812345678` as PromptPay writes it: `0066812345678`. */
export function thaiPhone(number: string): string {
  const digits = number.replaceAll(/[^0-9]/g, '').replace(/^0(?!0)/, '66');
  return digits.padStart(13, '0');
}

export const promptpayBill = templateScheme({
  ...thailand,
  id: 'promptpay-bill',
  tag: '30',
  guid: 'A000000677010112',
  fields: {
    /** Tax id of 13 digits, and two for the branch of business. */
    biller: { tag: '01', pattern: /^[0-9]{13,15}$/ },
    reference1: { tag: '02', pattern: /^[0-9A-Za-z]{1,20}$/ },
    reference2: { tag: '03', pattern: /^[0-9A-Za-z]{1,20}$/, isOptional: true },
  },
});

const singapore = { currencies: ['SGD'], country: 'SG' } as const;

export const paynow = templateScheme({
  ...singapore,
  id: 'paynow',
  tag: '26',
  guid: 'SG.PAYNOW',
  reference: { ...anyReference, field: '01' },
  fields: {
    /** 0 a mobile number, 2 a company's number (UEN). */
    proxyType: { tag: '01', pattern: /^[02]$/ },
    proxy: { tag: '02', pattern: /^(\+[0-9]{8,15}|[0-9A-Z]{8,14})$/ },
    /** 1 when the customer may change the amount. */
    editable: { tag: '03', pattern: /^[01]$/ },
    /** The last day, YYYYMMDD. */
    expiry: { tag: '04', pattern: /^[0-9]{8}([0-9]{6})?$/, isOptional: true },
  },
  conflict: ({ proxyType, proxy }) => ((proxyType === '0') === proxy.startsWith('+') ? null : '02'),
});

export const sgqr = templateScheme({
  ...singapore,
  id: 'sgqr',
  tag: '51',
  guid: 'SG.SGQR',
  fields: {
    number: { tag: '01', pattern: /^[0-9A-Z]{12,13}$/ },
    version: { tag: '02', pattern: /^[0-9]{2}\.[0-9]{4}$/ },
    postalCode: { tag: '03', pattern: /^[0-9]{6}$/ },
    level: { tag: '04', pattern: label(3) },
    unit: { tag: '05', pattern: label(5) },
    miscellaneous: { tag: '06', pattern: label(10) },
    versionDate: { tag: '07', pattern: /^[0-9]{8}$/ },
  },
});

export const vietqr = templateScheme({
  id: 'vietqr',
  tag: '38',
  guid: 'A000000727',
  currencies: ['VND'],
  country: 'VN',
  // NAPAS's own sample and vietnam-qr-pay 1.5.1 do without
  departures: { ...noDepartures, omits: ['52', '59', '60'] },
  reference: anyReference,
  fields: {
    bank: { tag: '01-00', pattern: /^[0-9]{6}$/ },
    account: { tag: '01-01', pattern: /^[0-9A-Za-z]{1,19}$/ },
    /** To an account, or to a card. */
    service: { tag: '02', pattern: /^QRIBFTT[AC]$/ },
  },
});

const cambodia = {
  currencies: ['KHR', 'USD'],
  country: 'KH',
  reference: { ...anyReference, field: '01' },
  needsLife: true,
} as const;

/** Sub 00 is the account at Bakong, `name@bank`, and no GUID. */
const bakongAccount = {
  tag: '00',
  pattern: /^(?=.{3,32}$)[\x21-\x3f\x41-\x7e]+@[\x21-\x3f\x41-\x7e]+$/,
};

export const khqrIndividual = templateScheme({
  ...cambodia,
  id: 'khqr-individual',
  tag: '29',
  guid: null,
  fields: {
    account: bakongAccount,
    accountInformation: { tag: '01', pattern: label(32), isOptional: true },
    bank: { tag: '02', pattern: label(32), isOptional: true },
  },
  owns: ({ id, value }) => id === '29' && isBakong(value),
});

export const khqrMerchant = templateScheme({
  ...cambodia,
  id: 'khqr-merchant',
  tag: '30',
  guid: null,
  fields: {
    account: bakongAccount,
    merchantId: { tag: '01', pattern: label(32) },
    bank: { tag: '02', pattern: label(32) },
  },
  owns: ({ id, value }) => id === '30' && isBakong(value),
});

function isBakong(template: string): boolean {
  return bakongAccount.pattern.test(valueAt(fieldsOf(template), '00') ?? '');
}

export const duitnow = templateScheme({
  id: 'duitnow',
  tag: '26',
  guid: 'A0000006150001',
  currencies: ['MYR'],
  country: 'MY',
  // as PayNet's published examples and the codes of Malaysian banks have it; 82 is a bank's own hash
  departures: { omits: [], formats: ['02'], opaque: ['82'] },
  reference: anyReference,
  fields: {
    acquirer: { tag: '01', pattern: /^[0-9]{6,13}$/ },
    merchantId: { tag: '02', pattern: label(28), isOptional: true },
  },
});

const indonesia = {
  currencies: ['IDR'],
  country: 'ID',
  reference: anyReference,
} as const;

/** The size of the business: micro, small, medium, large, or a public body. */
const criteria = { tag: '03', pattern: /^(UMI|UKE|UME|UBE|URE|PSO)$/, isOptional: true } as const;

/** The national merchant id. Its acquirers' own templates stand beside it: `qrisAcquirer`. */
export const qris = templateScheme({
  ...indonesia,
  id: 'qris',
  tag: '51',
  guid: 'ID.CO.QRIS.WWW',
  fields: {
    pan: { tag: '01', pattern: /^[0-9]{16,19}$/, isOptional: true },
    nationalMerchantId: { tag: '02', pattern: /^[0-9A-Z]{1,15}$/, isOptional: true },
    criteria,
  },
  conflict: ({ pan, nationalMerchantId }) => (pan || nationalMerchantId ? null : '02'),
});

/** An acquirer of QRIS; `guid` is its name on the web turned round, such as `COM.NOBUBANK.WWW`. */
export function qrisAcquirer(guid: string) {
  return templateScheme({
    ...indonesia,
    id: 'qris-acquirer',
    tag: '26',
    guid,
    fields: {
      pan: { tag: '01', pattern: /^[0-9]{16,19}$/ },
      merchantId: { tag: '02', pattern: label(15) },
      criteria,
    },
  });
}
