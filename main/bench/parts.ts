import type { KeyObject } from 'node:crypto';
import type { CardSeen } from '../../drivers/contract.ts';
import type { Language } from '../contract/values.ts';
import type { Devices } from '../devices/devices.ts';
import type { ResolvedDevices } from '../devices/resolve.ts';
import type { Settings } from '../store/settings-schema.ts';
import type { Store } from '../store/store.ts';

/** What the bench works with. */
export type BenchParts = {
  readonly dataDir: string;
  readonly store: Store;
  readonly settings: Settings;
  readonly key: KeyObject;
  readonly devices: Devices;
  /** The devices with their profiles, as they are now. */
  resolved(): ResolvedDevices;
  /** Writes another list of devices into the settings. @throws when the disk refuses. */
  changeDevices(devices: Settings['devices']): void;
  /** Lets the devices follow the settings; `without` one of them where it is named. */
  applyDevices(without?: string): void;
  /** The program of `work/work.ts` in a bundled build. */
  readonly workProgram?: string | undefined;
  language(): Language;
  now(): number;
  newId(): string;
  /** Hub's clock less ours, in milliseconds; null when it has not answered yet. */
  hubOffsetMs(): number | null;
  /** What must never leave the terminal, such as keys and one-time codes. */
  secrets(): readonly string[];
  /** The member or staff that a signed token on a card names; null without one that verifies. */
  badgeOf(card: CardSeen): { readonly kind: string; readonly id: string } | null;
  /** What the bench shows has changed. */
  changed(): void;
  /** A defect, or a fault that someone should read about. */
  report(error: unknown): void;
};
