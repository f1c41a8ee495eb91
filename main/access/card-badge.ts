import { createPublicKey } from 'node:crypto';
import type { CardSeen } from '../../drivers/contract.ts';
import { type Badge, badgeRecordType, readBadge } from './badge.ts';

/**
 * The badge on a card that was held before the reader: null without one, and for one that this
 * shop did not sign for this very card. `publicKey` is the shop's, PEM; null while it has none.
 */
export function badgeOnCard(card: CardSeen, publicKey: string | null): Badge | null {
  const record = card.ndef?.find(
    (each) => each.kind === 'external' && each.type === badgeRecordType,
  );
  if (record?.kind !== 'external' || publicKey === null) return null;
  const reading = readBadge(Buffer.from(record.hex, 'hex'), card, createPublicKey(publicKey));
  return reading.ok ? reading.badge : null;
}
