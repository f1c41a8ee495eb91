import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acquirerTimings } from '../../../../main/payments/acquirer/timing.ts';
import { crc, emvCodeFor } from '../../../simulators/acquirer/emv.ts';
import { codeFor } from '../../../simulators/acquirer/scenarios.ts';
import { exampleDialect, openWorld, Terminal, type World } from './lab.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world.close());

const hourMs = 3_600_000;

function orderOf(orderNumber: string) {
  return world.simulator.ledger().orders.find((order) => order.orderNumber === orderNumber);
}

describe.each([
  ['the protocol as documented', () => null],
  ['another acquirer’s words', exampleDialect],
])('in %s', (_, dialect) => {
  const terminal = (name: 'unionpay' | 'aggregator' = 'unionpay') =>
    new Terminal(world.time, world.provider(name, { dialect: dialect() }));

  it('an order is shown as an EMVCo code of its amount, and is paid when the customer has', async () => {
    const till = terminal();
    const { id } = till.charge('shown');
    const content = await till.shown(id);
    expect(content).toMatch(/^000201010212.*540512\.50.*6304[0-9A-F]{4}$/);
    expect(crc(content.slice(0, -4))).toBe(content.slice(-4));
    world.time.timers.after(60_000, () => world.simulator.payShown(content));
    const end = await till.endOf(id);
    expect(end).toMatchObject({ state: 'paid', wallet: 'unionpay' });
    expect(orderOf(end.orderNumber)).toMatchObject({ paidMinor: 1_250, refundedMinor: 0 });
  });

  it('a shown order that nobody pays is closed after five minutes and cannot be paid later', async () => {
    const till = terminal();
    const startedMs = world.time.elapsedMs;
    const { id } = till.charge('shown');
    const content = await till.shown(id);
    expect(await till.endOf(id)).toMatchObject({ state: 'reversed' });
    expect(world.time.elapsedMs - startedMs).toBe(5 * 60_000);
    expect(world.simulator.payShown(content)).toBe(false);
  });

  it('a shown order that is paid as the cashier cancels is given back', async () => {
    const till = terminal();
    const { id } = till.charge('shown');
    const content = await till.shown(id);
    world.simulator.payShown(content);
    till.payments.stop(id);
    const end = await till.endOf(id);
    expect(end.state).toBe('reversed');
    expect(orderOf(end.orderNumber)).toMatchObject({ paidMinor: 1_250, refundedMinor: 1_250 });
  });

  /** Asks seldom, so that a day is a few dozen real calls. */
  const patient = () => {
    const provider = world.provider('aggregator', { dialect: dialect() });
    const { link } = provider.ways;
    if (!link) throw new Error('no links');
    const ways = { link: { ...link, queryIntervalMs: hourMs / 2 } };
    return new Terminal(world.time, { ...provider, ways });
  };

  it('a link is paid hours later', async () => {
    const till = patient();
    const { id } = till.charge('link');
    const content = await till.shown(id);
    expect(new URL(content).protocol).toBe('https:');
    world.time.timers.after(7 * hourMs, () => world.simulator.payShown(content, 'alipay'));
    const end = await till.endOf(id);
    expect(end).toMatchObject({ state: 'paid', wallet: 'alipay' });
    expect((end.changedAt - (end.sentAt ?? 0)) / hourMs).toBeCloseTo(7, 0);
  });

  it('a link that nobody pays is closed after a day', async () => {
    const till = patient();
    const { id } = till.charge('link');
    const content = await till.shown(id);
    const end = await till.endOf(id);
    expect(end).toMatchObject({ state: 'reversed' });
    expect(end.changedAt - (end.sentAt ?? 0)).toBe(24 * hourMs);
    expect(world.simulator.payShown(content)).toBe(false);
  });

  it('an order that could not be opened blocks its sale only until the acquirer has said so', async () => {
    const till = terminal();
    world.simulator.next('lost-answer');
    const { id, saleId } = till.charge('shown');
    const end = await till.endOf(id);
    expect(end.state).toBe('reversed');
    expect(orderOf(end.orderNumber)).toMatchObject({ state: 'reversed', paidMinor: 0 });
    expect(till.payments.live(saleId)).toBeNull();
  });

  it('the wallet that paid is named, whoever’s code it was', async () => {
    const till = terminal('aggregator');
    for (const [place, wallet] of (
      ['wechat', 'alipay', 'unionpay', 'ecny', 'qq'] as const
    ).entries()) {
      const serial = place + (dialect() === null ? 9_100 : 9_200);
      const { id } = till.charge('presented', codeFor(wallet, 'paid', serial));
      expect(await till.endOf(id)).toMatchObject({ state: 'paid', wallet });
    }
  });

  it('an EMVCo consumer code goes along as it is', async () => {
    const till = terminal();
    const serial = dialect() === null ? 1 : 2;
    const { id } = till.charge('presented', emvCodeFor('waiting-then-paid', serial));
    expect(await till.endOf(id)).toMatchObject({ state: 'paid', wallet: 'unionpay' });
    for (const committed of till.commits) expect(committed).not.toContain('hQVDUFY');
  });

  it('the terminal’s number, serial and place are in the acquirer’s books', async () => {
    const till = terminal();
    const { id } = till.charge(
      'presented',
      codeFor('unionpay', 'paid', dialect() === null ? 51 : 52),
    );
    const { orderNumber } = await till.endOf(id);
    expect(orderOf(orderNumber)?.terminal).toEqual({
      number: '31000001',
      serial: 'SN-0001',
      location: 'Yan’an Road 1, Shanghai',
    });
  });
});

describe('an account', () => {
  it('offers only the ways it was given, each with its rules', () => {
    expect(world.provider('unionpay', { ways: ['link', 'card'] }).ways).toEqual({
      link: acquirerTimings.link,
    });
    expect(world.provider('unionpay')).toMatchObject({
      id: 'unionpay',
      kind: 'bank',
      takesEmv: true,
    });
    expect(world.provider('aggregator')).toMatchObject({ id: 'aggregator', kind: 'third-party' });
  });

  it('asks first after 3 s, then every 5 s, and gives up after 60 s', async () => {
    const till = new Terminal(world.time, world.provider('unionpay'));
    const { id } = till.charge('presented', codeFor('unionpay', 'waiting-never', 77));
    const end = await till.endOf(id);
    expect(end.changedAt - (end.sentAt ?? 0)).toBe(60_000);
    // at 3, 8, … 58 and 60 s
    expect(end.queries).toBe(13);
  });
});
