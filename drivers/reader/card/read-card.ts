import type { CardSeen } from '../../contract.ts';
import type { CardChannel } from './apdu.ts';
import { toHex } from './bytes.ts';
import { type FoundCard, isRandomUid, takesApdus } from './kind.ts';
import { parseNdef } from './ndef.ts';
import { readPurse } from './purse.ts';
import { readType2Tag } from './type2-tag.ts';
import { readType4Tag } from './type4-tag.ts';

/** All that a card gives without a key: who it is, and its purse or its NDEF message. */
export async function readCard(found: FoundCard, channel: CardChannel): Promise<CardSeen> {
  const seen: CardSeen = {
    kind: found.kind,
    uid: toHex(found.uid),
    isRandomUid: isRandomUid(found.uid),
  };
  if (found.kind === 'mifare-ultralight') return withNdef(seen, await readType2Tag(channel));
  if (!takesApdus(found.kind)) return seen;
  const purse = await readPurse(channel);
  if (purse) return { ...seen, purse };
  return withNdef(seen, await readType4Tag(channel));
}

function withNdef(seen: CardSeen, message: Uint8Array | undefined): CardSeen {
  return message ? { ...seen, ndef: parseNdef(message) } : seen;
}
