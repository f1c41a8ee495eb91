import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { WalletId } from '../../main/contract/payments/names.ts';
import { callHttps } from '../../main/payments/https-call.ts';
import { merchantKeyName } from '../../main/wiring/secret-names.ts';
import { merchantKeyPath } from '../simulators/acquirer/keys.ts';
import { codeFor as acquirerCode } from '../simulators/acquirer/scenarios.ts';
import { terminalFiles } from '../simulators/alipay/keys.ts';
import { codeFor as alipayCode } from '../simulators/alipay/scenarios.ts';
import { codeFor as wechatCode } from '../simulators/wechat/scenarios.ts';
import { type DemoChild, startChild } from './child.ts';
import type { DemoScenario } from './counter.ts';

const greeting = v.object({
  caPath: v.string(),
  folders: v.object({ wechat: v.string(), alipay: v.string(), acquirer: v.string() }),
  wechat: v.string(),
  alipay: v.string(),
  acquirer: v.string(),
  cardPort: v.number(),
});

/** Where the simulated providers listen, and where their PEM files are. */
export type ProviderPlaces = v.InferOutput<typeof greeting>;

export type DemoProviders = {
  readonly places: ProviderPlaces;
  readonly child: DemoChild;
  /** The merchant's private keys, by their names in the secret store. */
  secrets(): [string, string][];
  /** The customer scans what is shown, or opens the link, and pays. */
  payShown(content: string): Promise<void>;
};

const calmMs = 5_000;

export async function startDemoProviders(folder: string): Promise<DemoProviders> {
  const child = await startChild(new URL('../simulators/start.ts', import.meta.url), [folder]);
  const places = v.parse(greeting, child.greeting);
  const ca = readFileSync(places.caPath, 'utf8');
  const customer = (origin: string, body: object) =>
    callHttps({
      method: 'POST',
      origin,
      path: '/simulator/pay-shown',
      headers: {},
      body: JSON.stringify(body),
      ca,
      timeoutMs: calmMs,
    });
  return {
    places,
    child,
    secrets: () => [
      [merchantKeyName('wechat'), read(places.folders.wechat, 'merchant-key.pem')],
      [merchantKeyName('alipay'), read(places.folders.alipay, terminalFiles.appKey)],
      [
        merchantKeyName('unionpay'),
        readFileSync(merchantKeyPath(places.folders.acquirer, 'unionpay'), 'utf8'),
      ],
    ],
    async payShown(content) {
      // The phone's app is not known here: the one that made the code takes it, the others refuse.
      await Promise.all([
        customer(places.wechat, { codeUrl: content }),
        customer(places.alipay, { qrCode: content }),
        customer(places.acquirer, { content }),
      ]);
    },
  };
}

function read(folder: string, name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

/** A fresh payment code of the customer's that plays a scenario of the demo's panel. */
export function paymentCode(wallet: WalletId, scenario: DemoScenario, serial: number): string {
  const { wechat, alipay, acquirer } = played[scenario];
  switch (wallet) {
    case 'wechat':
      return wechatCode(wechat, serial);
    case 'alipay':
      return alipayCode(alipay, serial);
    case 'unionpay':
    case 'ecny':
    case 'qq':
      return acquirerCode(wallet, acquirer, serial);
  }
}

/** What each provider calls the panel's scenarios. */
const played = {
  paid: { wechat: 'paid', alipay: 'paid', acquirer: 'paid' },
  password: {
    wechat: 'password-then-paid',
    alipay: 'waiting-then-paid',
    acquirer: 'waiting-then-paid',
  },
  declined: { wechat: 'not-enough', alipay: 'not-enough', acquirer: 'not-enough-funds' },
  'lost-answer': { wechat: 'lost-answer', alipay: 'lost-answer', acquirer: 'lost-answer' },
  never: { wechat: 'password-never', alipay: 'waiting-never', acquirer: 'waiting-never' },
  'system-error': {
    wechat: 'system-error-then-paid',
    alipay: 'system-error-then-paid',
    acquirer: 'system-error-then-paid',
  },
} as const;
