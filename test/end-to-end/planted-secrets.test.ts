import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PayWay, WalletId } from '../../main/contract/payments/names.ts';
import { emvCodeFor, panOfEmvCode } from '../simulators/acquirer/emv.ts';
import { codeFor as acquirerCode } from '../simulators/acquirer/scenarios.ts';
import { codeFor as alipayCode } from '../simulators/alipay/scenarios.ts';
import { testCardNumber } from '../simulators/card/responses.ts';
import { codeFor as wechatCode } from '../simulators/wechat/scenarios.ts';
import { until } from '../support/until.ts';
import { scan } from '../support/world-line.ts';
import { PlantedShop, people } from './planted-shop.ts';

/** A demo shop in a run of which every secret is planted, and looked for afterwards. */
let planted: PlantedShop;

beforeAll(async () => {
  planted = await PlantedShop.open();
  planted.plant('card number of the card terminal', 'digits', testCardNumber);
}, 120_000);

afterAll(() => planted.close());

/** Digits that nothing has by chance, another code each time. */
let serial = 40_718_263_509_174;
function nextSerial(): number {
  serial += 13_579_246_801;
  return serial;
}

const plantCode = (where: string, code: string) =>
  planted.plant(`payment code ${where}`, 'digits', code);

/** The example of EMVCo's own consumer-presented specification (payment-facts 5.2), and its card. */
const officialCode = 'hQVDUFYwMWEaTwegAAAAVVVVVw8SNFZ4kBI0WNGRIgESNF8=';
const officialCard = '1234567890123458';

const goods = '6901234567892';
const approval = { ...people.manager, reason: '顾客要求' };

async function untilNotice(act: () => Promise<void>): Promise<void> {
  const newest = () => planted.shop.till.notices.map(({ id }) => id).join();
  const before = newest();
  await act();
  await planted.shop.terminal.until(() => newest() !== before, 'the cashier is told');
}

const scanned = (code: string) => scan(planted.shop.world, code);

function account(way: PayWay, provider: string): string {
  const found = planted.shop.till.ways.find((one) => one.way === way && one.provider === provider);
  return found?.accountId ?? '';
}

async function untilDone(): Promise<void> {
  const { terminal } = planted.shop;
  await terminal.until(({ done }) => done?.printing === 'printed', 'it is paid and printed');
  await planted.does('sale.next', {});
}

async function untilOver(): Promise<void> {
  const { terminal } = planted.shop;
  await terminal.until(
    ({ payment }) => payment?.phase === 'failed' || payment?.phase === 'reversed',
    'it is over',
    30_000,
  );
  await planted.does('pay.dismiss', {});
  await planted.does('sale.cancel', {});
}

it('scans payment codes where nobody asks for one', async () => {
  const { terminal } = planted.shop;
  const asPin = { staffId: 'staff-lin', pin: people.technician.pin };
  expect(await planted.tries('access.sign-in', asPin)).toBe('pin.wrong');
  const atSignIn = plantCode('at sign-in', wechatCode('paid', nextSerial()));
  await untilNotice(() => scanned(atSignIn));
  await planted.does('access.sign-in', people.manager);
  await planted.does('shift.open', { floatMinor: 50_000 });
  for (const screen of ['today', 'accounts', 'desk', 'reconcile'] as const) {
    await planted.does('screen.show', { screen });
    const code = plantCode(`at ${screen}`, alipayCode('paid', nextSerial()));
    await untilNotice(() => scanned(code));
  }
  await planted.does('screen.show', { screen: 'refund' });
  const atRefund = plantCode('at the refund', acquirerCode('ecny', 'paid', nextSerial()));
  await untilNotice(() => scanned(atRefund));
  await planted.does('screen.show', { screen: 'sale' });
  const atGoods = plantCode('at the empty basket', acquirerCode('unionpay', 'paid', nextSerial()));
  await untilNotice(() => scanned(atGoods));
  const typed = plantCode('typed as goods', wechatCode('paid', nextSerial()));
  expect(await planted.tries('sale.enter-code', { code: typed })).not.toBeNull();
  const keyed = plantCode('keyed as goods', alipayCode('paid', nextSerial()));
  await planted.tries('scan.keyed', { code: keyed, gapsMs: [4, 4, 4] });
  const searched = plantCode('searched for', wechatCode('paid', nextSerial()));
  await planted.asks('catalogue.search', { text: searched });
  await planted.asks('sale.find', { text: searched });
  const none = { amountMinor: null, fromAt: null, toAt: null };
  await planted.asks('desk.search', { text: searched, ...none });
  expect(terminal.till?.basket?.tenders ?? []).toEqual([]);
}, 60_000);

it.each<WalletId>(['wechat', 'alipay', 'unionpay', 'ecny'])(
  'is paid, refused and left unanswered by codes of %s',
  async (wallet) => {
    const codes = {
      paid: { wechat: 'paid', alipay: 'paid', other: 'paid' },
      refused: { wechat: 'not-enough', alipay: 'not-enough', other: 'not-enough-funds' },
      late: { wechat: 'late-payment', alipay: 'late-payment', other: 'late-payment' },
    } as const;
    const plant = (what: keyof typeof codes): string => {
      const { wechat, alipay, other } = codes[what];
      if (wallet === 'wechat') return plantCode(what, wechatCode(wechat, nextSerial()));
      if (wallet === 'alipay') return plantCode(what, alipayCode(alipay, nextSerial()));
      return plantCode(what, acquirerCode(wallet, other, nextSerial()));
    };
    // from the goods screen with a basket, scanned; then typed at the pay screen
    await planted.shop.scanItem(goods);
    await scanned(plant('paid'));
    await untilDone();
    // a wallet's own account, and one at an acquirer
    const isGivenUp = wallet === 'alipay' || wallet === 'ecny';
    for (const what of isGivenUp ? (['refused', 'late'] as const) : (['refused'] as const)) {
      await planted.shop.scanItem(goods);
      await planted.does('pay.begin', {});
      await planted.does('pay.code', { code: plant(what) });
      await untilOver();
    }
  },
  60_000,
);

it('is paid by EMVCo codes, and refuses the official example', async () => {
  planted.plant('EMVCo code', 'text', officialCode);
  planted.plant('card number of the EMVCo code', 'text', officialCard);
  const code = planted.plant(
    'EMVCo code that pays',
    'text',
    emvCodeFor('paid', nextSerial() % 1e12),
  );
  planted.plant('card number of the EMVCo code that pays', 'digits', panOfEmvCode(code) ?? '');
  await planted.shop.scanItem(goods);
  await planted.does('pay.begin', {});
  await scanned(code);
  await untilDone();
  await planted.shop.scanItem(goods);
  await planted.does('pay.begin', {});
  await scanned(officialCode);
  await untilOver();
}, 60_000);

it('takes a key that is scanned as goods for nothing at all', async () => {
  const oneLine = planted.keyOf('wechat').replaceAll(/-----[A-Z ]+-----|\s/g, '');
  await untilNotice(() => scanned(oneLine));
  await planted.tries('sale.enter-code', { code: oneLine });
});

it('asks about a number that nobody knows, and puts it away', async () => {
  const unknown = plantCode('nobody knows', `88${String(nextSerial()).padStart(17, '4')}`);
  await planted.shop.scanItem(goods);
  await planted.does('pay.begin', {});
  await scanned(unknown);
  const { ask } = await planted.shop.terminal.until((till) => till.ask !== null, 'it asks');
  expect(ask).toMatchObject({ kind: 'which-wallet' });
  await planted.does('pay.choose', { askId: ask?.askId ?? '', wallet: null });
  await planted.does('pay.back', {});
  await planted.does('sale.cancel', {});
});

it('throws away what a card terminal says with a card number in it', async () => {
  for (const scenario of ['no-json', 'card-number-once', 'card-number-always'] as const) {
    planted.card.next(scenario);
    await planted.shop.scanItem(goods);
    await planted.does('pay.begin', {});
    await planted.does('pay.start', { way: 'card', accountId: account('card', 'card') });
    if (scenario !== 'card-number-always') {
      await untilDone();
      continue;
    }
    await planted.shop.terminal.until(({ payment }) => payment?.phase === 'unknown', 'in doubt');
    await planted.does('pay.stop', {});
    await untilOver();
  }
}, 60_000);

it('takes a card, and gives the money back on a supervisor’s word', async () => {
  planted.card.next('paid');
  await planted.shop.scanItem(goods);
  await planted.does('pay.begin', {});
  await planted.does('pay.start', { way: 'card', accountId: account('card', 'card') });
  const { done } = await planted.shop.terminal.until(
    (till) => till.done?.printing === 'printed',
    'the card has paid',
  );
  await planted.does('sale.next', {});
  const saleId = done?.saleId ?? '';
  await planted.does('refund.open', { saleId });
  const refund = { saleId, lines: [], amountMinor: null, reason: '质量问题', approval };
  await planted.does('refund.make', refund);
  await planted.shop.terminal.until(
    (till) => till.refund?.document?.printing === 'printed',
    'the refund is printed',
  );
  await planted.does('refund.leave', {});
  // somebody types the number on the card, or a payment code, for the provider's number
  await planted.does('screen.show', { screen: 'desk' });
  await planted.tries('desk.look-up', { accountId: 'card', providerRef: testCardNumber });
  const code = plantCode('looked up', wechatCode('paid', nextSerial()));
  await planted.tries('desk.look-up', { accountId: 'wechat', providerRef: code });
  await until('both have been asked about', async () => {
    const desk = await planted.asks('desk.list', {});
    return !desk.includes('"state":"asking"');
  });
  await planted.does('screen.show', { screen: 'sale' });
}, 60_000);

it('takes keys from files and from scans, and refuses wrong ones', async () => {
  await planted.does('screen.show', { screen: 'accounts' });
  planted.bringFile('good.pem', planted.keyOf('unionpay'));
  planted.bringKey('short.pem', 1_024);
  planted.bringKey('strange.pem', 2_048);
  const take = (accountId: string, file: string) =>
    planted.tries('account.take-key', { accountId, key: 'merchant-key', file });
  expect(await take('unionpay', 'good.pem')).toBeNull();
  expect(await take('wechat', 'short.pem')).toBe('account.key-invalid');
  expect(await take('wechat', 'strange.pem')).toBeNull();
  expect(planted.inbox()).toEqual(['short.pem']);
  const listen = { accountId: 'alipay', key: 'merchant-key' } as const;
  await planted.does('account.listen-key', listen);
  const code = plantCode('instead of a key', wechatCode('paid', nextSerial()));
  await untilNotice(() => scanned(code));
  const oneLine = planted.keyOf('alipay').replaceAll(/-----[A-Z ]+-----|\s/g, '');
  await scanned(oneLine);
  await until('the scanned key is kept', async () => {
    const accounts = await planted.asks('account.list', {});
    return /"key":"merchant-key","isSet":true,"fingerprint":"[0-9a-f]{16}"/.test(accounts);
  });
  await until('the keys have been tried', async () => {
    const accounts = await planted.asks('account.list', {});
    return !accounts.includes('"state":"asking"');
  });
  // a key that is scanned when nobody waits for one
  await untilNotice(() => scanned(oneLine));
}, 60_000);

it('looks at codes and keys on the technician’s bench, records them and writes a report', async () => {
  await planted.does('screen.show', { screen: 'sale' });
  await planted.does('access.sign-out', {});
  await planted.does('access.sign-in', people.technician);
  await planted.does('screen.show', { screen: 'devices' });
  await planted.does('bench.record', { deviceId: 'scanner', isRecording: true });
  await planted.shop.untilReady();
  const emv = planted.plant('EMVCo code at the bench', 'text', emvCodeFor('paid', 271_828_182_845));
  const codes = [
    plantCode('at the bench', wechatCode('paid', nextSerial())),
    plantCode('at the bench', alipayCode('paid', nextSerial())),
    emv,
    officialCode,
    planted.keyOf('unionpay').replaceAll(/-----[A-Z ]+-----|\s/g, ''),
  ];
  for (const [index, code] of codes.entries()) {
    await scanned(code);
    await until('the bench shows it', async () => {
      const bench = await planted.asks('bench.snapshot', {});
      return bench.split('"aim":').length > index + 1;
    });
  }
  await planted.asks('bench.trace', { deviceId: 'scanner', after: 0 });
  await planted.asks('bench.trace', { deviceId: 'printer', after: 0 });
  await planted.asks('devices.snapshot', {});
  await planted.does('bench.record', { deviceId: 'scanner', isRecording: false });
  await planted.does('bench.report', {});
  const folder = join(planted.shop.dataDir, 'bench', 'reports');
  await until('the report is written', () =>
    namesIn(folder).some((name) => name.endsWith('.json')),
  );
  await planted.does('screen.show', { screen: 'sale' });
  await planted.does('access.sign-out', {});
}, 60_000);

it('dies of a defect with payment codes in its memory, and goes on after a restart', async () => {
  const { shop } = planted;
  await planted.does('access.sign-in', people.manager);
  await shop.scanItem(goods);
  const lineId = shop.till.basket?.lines[0]?.id ?? '';
  await planted.does('sale.set-quantity', { lineId, quantityMilli: 999_000 });
  await planted.does('pay.begin', {});
  await planted.does('pay.code', {
    code: plantCode('in memory', wechatCode('paid', nextSerial())),
  });
  await shop.terminal.until(({ ask }) => ask?.kind === 'confirm-amount', 'it asks');
  await shop.terminal.crash();
  const report = namesIn(planted.outside).find((name) => name.startsWith('report.'));
  expect(report).toBeDefined();
  expect(readFileSync(join(planted.outside, 'terminal.log'), 'utf8')).toContain('planted defect');
  await planted.start();
  await shop.untilReady();
  expect(shop.till.ask).toBeNull();
  await planted.asks('till.snapshot', {});
  await planted.asks('report.day', { businessDay: null });
  await until('the hub has everything', () => shop.till.status.hub.unsent === 0);
}, 90_000);

it('has written, printed, shown and sent none of it', () => {
  const { places, found } = planted.hunt();
  expect(found).toEqual([]);
  // the hunt went where it should
  for (const place of [
    /^pushed and answered$/,
    /^paper 7$/,
    /^terminal\.log$/,
    /^report\..*\.json$/,
    /^terminal\.sqlite$/,
    /^settings\.json$/,
    /^bench\/recordings\/scanner-.*\.jsonl$/,
    /^bench\/reports\/report-.*\.json$/,
    /^bench\/reports\/report-.*\.html$/,
    /^demo\/hub\//,
  ]) {
    expect(places.filter((name) => place.test(name)).length, String(place)).toBeGreaterThan(0);
  }
}, 120_000);

function namesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true }).map(String);
}
