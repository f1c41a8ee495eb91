import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The merchant's numbers at the acquirer that takes UnionPay QR, and at the aggregator. */
export const merchants = {
  unionpay: { merchantNumber: '898310148160568', terminalNumber: '31000001' },
  aggregator: { merchantNumber: 'AG20260001', terminalNumber: 'T0000001' },
} as const;
export type MerchantName = keyof typeof merchants;
export const merchantNames = ['unionpay', 'aggregator'] as const satisfies readonly MerchantName[];

export type SimulatorKeys = {
  readonly folder: string;
  /** Each merchant's key by its number; the simulator only checks with it. */
  readonly merchants: ReadonlyMap<string, KeyObject>;
  readonly acquirer: KeyObject;
};

export function merchantKeyPath(folder: string, name: MerchantName): string {
  return join(folder, `${name}-merchant-key.pem`);
}

export function acquirerKeyPath(folder: string): string {
  return join(folder, 'acquirer.public.pem');
}

/**
 * The keys of all sides, kept in `folder`: made at the first start, read again at the next. A
 * terminal's part is `NAME-merchant-key.pem` and `acquirer.public.pem`.
 */
export function openKeys(folder: string): SimulatorKeys {
  mkdirSync(folder, { recursive: true });
  const acquirer = openKey(join(folder, 'acquirer-key.pem'));
  const publicPem = createPublicKey(acquirer).export({ type: 'spki', format: 'pem' });
  writeFileSync(acquirerKeyPath(folder), publicPem);
  return {
    folder,
    acquirer,
    merchants: new Map(
      merchantNames.map((name) => [
        merchants[name].merchantNumber,
        createPublicKey(openKey(merchantKeyPath(folder, name))),
      ]),
    ),
  };
}

function openKey(path: string): KeyObject {
  if (existsSync(path)) return createPrivateKey(readFileSync(path));
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  return privateKey;
}
