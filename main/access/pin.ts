import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';

/** Cost of one guess: about 50 ms on a small till, 16 MiB of memory. RFC 7914 names the parameters. */
const cost = { N: 16_384, r: 8, p: 1 } as const;
const hashBytes = 32;

export type PinHash = { readonly pinSalt: Uint8Array; readonly pinHash: Uint8Array };

export function hashPin(pin: string): PinHash {
  const pinSalt = randomBytes(16);
  return { pinSalt, pinHash: scryptSync(pin, pinSalt, hashBytes, cost) };
}

export function isPin(pin: string, { pinSalt, pinHash }: PinHash): boolean {
  return timingSafeEqual(scryptSync(pin, pinSalt, hashBytes, cost), pinHash);
}
