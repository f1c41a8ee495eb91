import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const appid = 'wxd678efh567hg6787';
export const mchid = '1230000109';
export const merchantSerial = '444F4864EA9B34415A82B2E1D6F1C8E0A2B3C4D5';
/** The two ways WeChat signs: under a public key's id, or under a platform certificate's serial. */
export const publicKeySerial = 'PUB_KEY_ID_0112300001092026010100000000000001';
export const certificateSerial = '5157F09EFDC096DE15EBE81A47057A7232F1B8E1';

export type SimulatorKeys = {
  readonly folder: string;
  readonly merchant: KeyObject;
  /** WeChat's signing keys by serial. */
  readonly platform: ReadonlyMap<string, KeyObject>;
};

const merchantFile = 'merchant-key.pem';

/**
 * The keys of both sides, kept in `folder`: made at the first start, read again at the next. The
 * terminal's side is `merchant-key.pem` and, for each of WeChat's serials, `SERIAL.public.pem`.
 */
export function openKeys(folder: string): SimulatorKeys {
  mkdirSync(folder, { recursive: true });
  const serials = [publicKeySerial, certificateSerial];
  return {
    folder,
    merchant: openKey(join(folder, merchantFile)),
    platform: new Map(serials.map((serial) => [serial, openPlatformKey(folder, serial)])),
  };
}

/** What `openKeys` wrote for the terminal, in the words of a WeChat account. */
export function readTerminalKeys(folder: string): {
  readonly merchantKey: KeyObject;
  readonly platformKeys: ReadonlyMap<string, KeyObject>;
} {
  const serials = [publicKeySerial, certificateSerial];
  return {
    merchantKey: createPrivateKey(readFileSync(join(folder, merchantFile))),
    platformKeys: new Map(
      serials.map((serial) => [serial, createPublicKey(readFileSync(publicPath(folder, serial)))]),
    ),
  };
}

function publicPath(folder: string, serial: string): string {
  return join(folder, `${serial}.public.pem`);
}

function openPlatformKey(folder: string, serial: string): KeyObject {
  const key = openKey(join(folder, `${serial}.pem`));
  const publicPem = createPublicKey(key).export({ type: 'spki', format: 'pem' });
  writeFileSync(publicPath(folder, serial), publicPem);
  return key;
}

function openKey(path: string): KeyObject {
  if (existsSync(path)) return createPrivateKey(readFileSync(path));
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  return privateKey;
}
