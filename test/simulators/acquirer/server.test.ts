import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AcquirerAccount } from '../../../main/payments/acquirer/account.ts';
import { createAcquirer } from '../../../main/payments/acquirer/acquirer.ts';
import { openWorld, type World } from '../../main/payments/acquirer/lab.ts';
import { simulatorAccount } from './account.ts';
import { codeFor } from './scenarios.ts';

let world: World;
let serial = 0;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world.close());

async function charge(changed: Partial<AcquirerAccount>, clock = world.time.clock) {
  serial += 1;
  const account = simulatorAccount(world.simulator.origin, world.folder, 'unionpay');
  return createAcquirer({ ...account, ...changed }, clock).charge({
    orderNumber: `order-${serial}`,
    amountMinor: 100,
    code: codeFor('unionpay', 'paid', serial),
    way: 'presented',
    expiresAt: 0,
    description: 'Corner shop',
  });
}

describe('the acquirer simulator', () => {
  it('does not serve a stranger, and nothing is charged', async () => {
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey;
    const refused = { kind: 'declined', code: 'payment.provider-error' };
    expect(await charge({ merchantKey: stranger })).toMatchObject(refused);
    expect(await charge({ merchantNumber: '1' })).toMatchObject(refused);
    expect(await charge({ terminalNumber: '12345678901234567' })).toMatchObject(refused);
    expect(world.simulator.ledger().orders).toEqual([]);
  });

  it('tells a terminal whose clock is wrong, which then says so and has charged nothing', async () => {
    for (const shiftMs of [-301_000, 301_000]) {
      const clock = { now: () => world.time.clock.now() + shiftMs };
      expect(await charge({}, clock)).toMatchObject({ kind: 'declined', code: 'clock.untrusted' });
    }
    expect(world.simulator.ledger().orders).toEqual([]);
  });

  it('is not believed by a terminal that knows another acquirer', async () => {
    expect(await charge({ acquirerKey: world.strangersKey })).toMatchObject({
      kind: 'unknown',
      code: 'payment.signature-wrong',
    });
  });

  it('takes a code once, and charges once whatever is repeated', async () => {
    const acquirer = world.provider('unionpay');
    const code = codeFor('unionpay', 'paid', 9_999);
    const order = { orderNumber: 'repeated', way: 'presented', amountMinor: 700 } as const;
    const once = { ...order, code, description: 'Corner shop', expiresAt: 0 };
    const before = world.simulator.ledger().paidMinor;
    const first = await acquirer.charge(once);
    expect(first).toMatchObject({ kind: 'paid', paidMinor: 700 });
    expect(await acquirer.charge(once)).toEqual(first);
    expect(await acquirer.charge({ ...once, amountMinor: 800 })).toMatchObject({ kind: 'unknown' });
    expect(await acquirer.charge({ ...once, orderNumber: 'another' })).toMatchObject({
      kind: 'declined',
      code: 'payment.code-expired',
    });
    expect(world.simulator.ledger().paidMinor - before).toBe(700);
  });

  it('cannot be reached where nobody listens, and that is certain', async () => {
    expect(await charge({ origin: 'https://127.0.0.1:1' })).toMatchObject({
      kind: 'declined',
      code: 'payment.provider-unreachable',
    });
  });
});
