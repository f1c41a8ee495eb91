import type { PrintDocument } from '../printer/document.ts';
import type { CardSeen, PrinterStatus } from './events.ts';
import type { HealthLevel, HealthOutcome } from './health.ts';

export type PrintRequest = {
  readonly jobId: string;
  readonly document: PrintDocument;
};

/** `accepted`: the printer answered after the last byte; `sent`: it gives no answers at all. */
export type PrintOutcome = { readonly jobId: string; readonly confirmation: 'accepted' | 'sent' };

export type DrawerOutcome = {
  /** Level of the connector's pin 3; which level means open depends on the drawer. */
  readonly levelBefore?: 0 | 1;
  readonly levelAfter?: 0 | 1;
  /** Absent when the printer reports no level. */
  readonly hasMoved?: boolean;
};

export type DrawerReading = {
  /** Absent when the printer reports no level. */
  readonly level?: 0 | 1;
  /** Absent while it is not known which level means open. */
  readonly isOpen?: boolean;
};

export type WeightUnit = 'g' | 'kg' | 'oz' | 'lb';

/** A stable weight, as the scale said it: nothing here is rounded or averaged. */
export type WeightReading = {
  /** In millionths of the unit: 1.5 kg is 1,500,000. Integer, never below zero. */
  readonly valueMicro: number;
  readonly unit: WeightUnit;
  /** The same in whole milligrams; pounds and ounces are rounded half away from zero. */
  readonly milligrams: number;
  /** The answer as it came, control characters escaped, for the journal. */
  readonly raw: string;
};

/** One numbered line of the code-page probe, and what the profile becomes if it reads rightly. */
export type ProbeLine = {
  readonly number: number;
  readonly cjk: 'gb18030' | 'gbk' | 'utf8' | 'none';
};

/** Parameters and value of every call, by method. */
export type DeviceCalls = {
  // every device
  readonly 'check-health': {
    readonly params: { readonly level: HealthLevel; readonly timeoutMs: number };
    readonly value: HealthOutcome;
  };
  /** "Which one is it": blinks, beeps, or prints and shows the number. */
  readonly identify: { readonly params: { readonly number: number }; readonly value: null };
  /** Bytes as they are; a reader's or HID device's are one report. Answers appear in the trace. */
  readonly 'send-raw': { readonly params: { readonly hex: string }; readonly value: null };
  /** Input devices: holds scans and cards back while a dialogue stands; none is lost. */
  readonly freeze: { readonly params: { readonly isFrozen: boolean }; readonly value: null };

  // printer
  readonly print: { readonly params: PrintRequest; readonly value: PrintOutcome };
  readonly status: { readonly params: null; readonly value: PrinterStatus };
  /** Prints the same Chinese line in each way, numbered; a person says which one reads rightly. */
  readonly 'print-probe': { readonly params: null; readonly value: readonly ProbeLine[] };

  // drawer
  readonly open: { readonly params: null; readonly value: DrawerOutcome };
  readonly 'read-drawer': { readonly params: null; readonly value: DrawerReading };

  // display
  /** Two lines of 20 cells; longer text is cut, shorter padded. */
  readonly show: {
    readonly params: { readonly lines: readonly [string, string] };
    readonly value: null;
  };

  // scale
  /** Waits for a stable weight; `device.unstable` when none comes in time. */
  readonly weigh: {
    readonly params: { readonly timeoutMs: number };
    readonly value: WeightReading;
  };
  readonly zero: { readonly params: null; readonly value: null };

  // reader
  /** Null when no card came in time. Reads what the card gives without a key. */
  readonly 'read-card': {
    readonly params: { readonly timeoutMs: number };
    readonly value: CardSeen | null;
  };
  /** Ends a `read-card` in progress; the reader is idle when this returns. */
  readonly cancel: { readonly params: null; readonly value: null };
  readonly signal: {
    readonly params: { readonly light?: 'off' | 'green' | 'red'; readonly beeps?: 1 | 2 | 3 };
    readonly value: null;
  };
};

export type DeviceMethod = keyof DeviceCalls;

export type DeviceCall = {
  [Method in DeviceMethod]: {
    readonly method: Method;
    readonly params: DeviceCalls[Method]['params'];
  };
}[DeviceMethod];

export type DeviceValue = DeviceCalls[DeviceMethod]['value'];
