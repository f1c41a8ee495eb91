import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AlipayAccount } from '../../../main/payments/alipay/account.ts';
import {
  type AlipayTrustText,
  readAlipayTrust,
  readAppKey,
} from '../../../main/payments/alipay/keys.ts';
import { appId, terminalFiles } from './keys.ts';
import { caPath } from './server.ts';

export type TrustMode = AlipayTrustText['kind'];

/** The terminal's account at a simulator that listens at `origin` with the files in `folder`. */
export function simulatorAccount(
  origin: string,
  folder: string,
  mode: TrustMode = 'key',
): AlipayAccount {
  const read = (name: keyof typeof terminalFiles): string =>
    readFileSync(join(folder, terminalFiles[name]), 'utf8');
  const trust: AlipayTrustText =
    mode === 'key'
      ? { kind: 'key', alipayPublicKey: read('alipayPublicKey') }
      : {
          kind: 'certificate',
          appCertificate: read('appCertificate'),
          alipayCertificate: read('alipayCertificate'),
          rootCertificates: read('rootCertificates'),
        };
  return {
    accountId: 'alipay',
    appId,
    appKey: readAppKey(read('appKey')),
    trust: readAlipayTrust(trust),
    origin,
    ca: readFileSync(caPath, 'utf8'),
    storeId: 'S001',
    terminalId: 'T001',
  };
}
