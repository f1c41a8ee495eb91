import type { CardSeen, NdefRecord } from '../../drivers/contract.ts';
import type { CardShown } from '../contract/bench/snapshot.ts';
import type { BenchParts } from './parts.ts';

/** Cards kept on the screen. */
const cardsKept = 20;

export type Cards = {
  add(deviceId: string, card: CardSeen, at: number): void;
  list(): CardShown[];
};

export function createCards({ badgeOf, changed }: Pick<BenchParts, 'badgeOf' | 'changed'>): Cards {
  let cards: readonly CardShown[] = [];
  return {
    add(deviceId, card, at) {
      cards = [showCard(deviceId, card, at, badgeOf), ...cards].slice(0, cardsKept);
      changed();
    },
    list: () => [...cards],
  };
}

function showCard(
  deviceId: string,
  card: CardSeen,
  at: number,
  badgeOf: BenchParts['badgeOf'],
): CardShown {
  const { kind, uid, isRandomUid, ats, purse, ndef = [] } = card;
  const history = (purse?.history ?? []).map((entry) => ({
    kind: entry.kind,
    amountMinor: entry.amountMinor,
    date: entry.date,
    time: entry.time,
  }));
  return {
    at,
    deviceId,
    kind,
    uid,
    isRandomUid,
    ats: ats ?? null,
    balanceMinor: purse?.balanceMinor ?? null,
    cardNumber: purse?.cardNumber ?? null,
    history,
    ndef: ndef.map(textOf),
    badge: badgeOf(card),
  };
}

function textOf(record: NdefRecord): string {
  switch (record.kind) {
    case 'text':
      return record.text;
    case 'uri':
      return record.uri;
    case 'external':
      return `${record.type} ${record.hex}`;
    case 'other':
      return record.hex;
  }
}
