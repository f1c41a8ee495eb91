import { afterEach, expect, it } from 'vitest';
import { createNetwork } from '../../../main/bench/machine/network.ts';
import { noPayments, type PaymentSettings } from '../../../main/store/payment-settings.ts';
import { caPath } from '../../simulators/wechat/server.ts';
import { closeDoors, openDoor } from '../net/door.ts';

afterEach(closeDoors);

const everyAccount = { merchant: 'shop', isOffered: true, pace: 'provider' } as const;

function card(id: string, port: number): PaymentSettings['accounts'][number] {
  return {
    ...everyAccount,
    provider: 'card',
    id,
    host: '127.0.0.1',
    port,
    terminalNumber: 'T0000001',
  };
}

it('tries the door of every account, each door once', async () => {
  const open = await openDoor();
  const wallet = await openDoor(0, 'tls');
  const gone = await openDoor();
  await gone.close();
  const network = createNetwork({
    settings: {
      hub: null,
      payments: {
        ...noPayments,
        accounts: [
          card('card', open.port),
          card('card-too', open.port),
          card('gone', gone.port),
          {
            ...everyAccount,
            provider: 'alipay',
            id: 'alipay',
            origin: `https://127.0.0.1:${wallet.port}`,
            caPath,
            appId: '2021000000000000',
            trust: { kind: 'key', alipayPublicKey: '' },
            storeId: 'S1',
          },
          { ...everyAccount, provider: 'static', id: 'static', payload: '', wallets: [] },
        ],
      },
    },
    now: () => 1_700_000_000_000,
    changed: () => undefined,
  });
  expect(network.shown()).toBeNull();
  await network.check();
  const hops = network
    .shown()
    ?.hops.map(({ hop, target, isReachable }) => [hop, target, isReachable]);
  // all of it is on this machine, so nothing lies between
  expect(hops).toEqual([
    ['interface', 'lo', null],
    ['gateway', '', null],
    ['dns', '127.0.0.1', true],
    ['hub', '', null],
    ['provider', `127.0.0.1:${open.port}`, true],
    ['provider', `127.0.0.1:${gone.port}`, false],
    ['provider', `127.0.0.1:${wallet.port}`, true],
  ]);
});
