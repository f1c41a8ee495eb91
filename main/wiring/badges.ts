import type { CardSeen } from '../../drivers/contract.ts';
import { badgeOnCard } from '../access/card-badge.ts';
import type { Settings } from '../store/settings-schema.ts';
import type { Store } from '../store/store.ts';

/** A badge that nobody follows up with a PIN is forgotten after this. */
const rememberedMs = 30_000;

export type Badges = {
  /** A card was held before the reader. @returns whether it said who wants to sign in. */
  hear(card: CardSeen): boolean;
  /** Who held a badge before the reader, while nobody is signed in. */
  staffId(): string | null;
};

/**
 * Staff badges at the sign-in screen: a badge says who somebody is, the PIN proves it. A card that
 * this shop did not sign, or that names nobody who works here, says nothing.
 */
export function createBadges(parts: {
  readonly store: Store;
  readonly settings: Settings;
  now(): number;
}): Badges {
  const { store, settings, now } = parts;
  let seen: { readonly staffId: string; readonly at: number } | null = null;
  const isSignedOut = (): boolean => store.state.session().staffId === null;
  return {
    hear(card) {
      const badge = badgeOnCard(card, settings.store.badgePublicKey ?? null);
      if (badge?.kind !== 'staff' || !isSignedOut() || !store.staff.get(badge.id)) return false;
      seen = { staffId: badge.id, at: now() };
      return true;
    },
    staffId() {
      if (!isSignedOut()) seen = null;
      return seen && now() - seen.at <= rememberedMs ? seen.staffId : null;
    },
  };
}
