import type { DeviceErrorCode } from './errors.ts';

/** The connection: what the wire does. */
export type DeviceState = 'closed' | 'opening' | 'open' | 'lost';

/** UnifiedPOS's life cycle: what the device is to us. */
export const lifecycles = ['closed', 'claimed', 'enabled', 'busy', 'error'] as const;
export type Lifecycle = (typeof lifecycles)[number];

/** `off-offline`: it cannot be told whether it is switched off or unplugged. */
export const powerStates = ['unknown', 'online', 'offline', 'off-offline'] as const;
export type PowerState = (typeof powerStates)[number];

/** Counters under their standard names (UnifiedPOS statistics); they only ever grow. */
export const statisticNames = [
  'HoursPoweredCount',
  'CommunicationErrorCount',
  'ReceiptLinePrintedCount',
  'ReceiptCharacterPrintedCount',
  'PaperCutCount',
  'FailedPaperCutCount',
  'PrinterFaultCount',
  'ReceiptCoverOpenCount',
  'MaximumTempReachedCount',
  'BarcodePrintedCount',
  'DrawerGoodOpenCount',
  'DrawerFailedOpenCount',
  'GoodScanCount',
  'GoodWeightReadCount',
  'FailedWeightReadCount',
  'GoodReadCount',
  'FailedReadCount',
  'OnlineTransitionCount',
  'ToneSoundedCount',
] as const;
export type StatisticName = (typeof statisticNames)[number];

export type PrinterStatus = {
  /** Ready to print: reachable, and not stopped by paper, cover, button or error. */
  readonly isOnline: boolean;
  readonly isPaperOut: boolean;
  readonly isPaperNearEnd: boolean;
  readonly isCoverOpen: boolean;
  readonly hasCutterError: boolean;
  /** Needs to be switched off and on. */
  readonly hasUnrecoverableError: boolean;
  /** Too hot, or another error that goes away by itself. */
  readonly isOverheated?: boolean;
  readonly drawerLevel?: 0 | 1;
};

/** Kinds as the reader tells them apart; `phone` is any that also speaks MIFARE (payment-facts 10.3). */
export const cardKinds = [
  'iso14443-4a',
  'iso14443-4b',
  'mifare-classic',
  'mifare-ultralight',
  'iso14443-3a',
  'iso14443-3b',
  'phone',
] as const;
export type CardKind = (typeof cardKinds)[number];

export type PurseEntry = {
  readonly sequence: number;
  readonly kind: 'load' | 'purchase' | 'compound' | 'other';
  readonly amountMinor: number;
  /** As the card has them: `YYYYMMDD` and `HHMMSS`, of the terminal's own clock. */
  readonly date: string;
  readonly time: string;
  readonly terminal: string;
};

/** A stored-value card's purse: read, never debited (payment-facts 10.1). */
export type Purse = {
  readonly scheme: 't-union' | 'city-union' | 'pboc';
  readonly cardNumber?: string;
  readonly balanceMinor: number;
  readonly validFrom?: string;
  readonly validTo?: string;
  /** Newest first, at most ten. */
  readonly history: readonly PurseEntry[];
};

export type NdefRecord =
  | { readonly kind: 'text'; readonly language: string; readonly text: string }
  | { readonly kind: 'uri'; readonly uri: string }
  | { readonly kind: 'external'; readonly type: string; readonly hex: string }
  | { readonly kind: 'other'; readonly hex: string };

export type CardSeen = {
  readonly kind: CardKind;
  /** Lower-case hex. */
  readonly uid: string;
  /** A new one at every touch, as phones give: it names nobody. */
  readonly isRandomUid: boolean;
  /** The answer to select, where the reader passes it on. */
  readonly ats?: string;
  readonly purse?: Purse;
  readonly ndef?: readonly NdefRecord[];
};

export type DeviceEvent =
  | { readonly kind: 'state'; readonly state: DeviceState; readonly reason?: string }
  | { readonly kind: 'lifecycle'; readonly lifecycle: Lifecycle }
  | { readonly kind: 'power'; readonly power: PowerState }
  | {
      readonly kind: 'scan';
      /** Latin-1; GS1 separators (0x1D) are kept. */
      readonly code: string;
      /** The AIM identifier as sent, such as `]E0`; a hint, the check digit is the truth. */
      readonly aim?: string;
      readonly symbology?: string;
      /** UTC milliseconds. */
      readonly at: number;
    }
  | { readonly kind: 'card'; readonly card: CardSeen; readonly at: number }
  | { readonly kind: 'printer-status'; readonly status: PrinterStatus }
  | { readonly kind: 'drawer'; readonly isOpen: boolean }
  /** Open for longer than its limit; once each time. */
  | { readonly kind: 'drawer-left-open'; readonly openMs: number }
  | { readonly kind: 'count'; readonly name: StatisticName; readonly by: number }
  | { readonly kind: 'identity'; readonly facts: Readonly<Record<string, string>> }
  | {
      readonly kind: 'trace';
      readonly direction: 'in' | 'out';
      readonly hex: string;
      /** Bytes in `hex`: all of the transfer, or a part of one that is too long for one event. */
      readonly byteCount: number;
      readonly at: number;
    }
  | { readonly kind: 'fault'; readonly code: DeviceErrorCode; readonly message: string };
