import type { ScanReportLayout } from '../../profiles/scanner-profile.ts';

/** What has come of a code so far. */
export type ReportJoiner = {
  readonly pending: Part | undefined;
  /** A report was bad: the rest of its code is dropped, up to its end. */
  readonly isSkipping: boolean;
};

export type Part = { readonly text: string; readonly aim?: string };

export type Joined = {
  readonly joiner: ReportJoiner;
  /** The whole code, when this report was its last. Latin-1. */
  readonly code?: Part;
  /** Why a code is lost. */
  readonly fault?: string;
};

export const emptyJoiner: ReportJoiner = { pending: undefined, isSkipping: false };

/**
 * Takes one report of a HID-POS scanner; `limitBytes` is the longest code allowed. A report that
 * does not fit costs its code, and never changes another: a code that a cashier must scan again
 * does less harm than a wrong one.
 */
export function pushReport(
  joiner: ReportJoiner,
  report: Uint8Array,
  layout: ScanReportLayout,
  limitBytes: number,
): Joined {
  const isOther = layout.reportId !== 0 && report[0] !== layout.reportId;
  if (isOther) return { joiner };
  const goesOn = continues(report, layout);
  const rest = { pending: undefined, isSkipping: goesOn ?? true };
  if (joiner.isSkipping) return { joiner: rest };

  const part = readPart(report, layout);
  if (goesOn === undefined || typeof part === 'string') {
    return { joiner: rest, fault: typeof part === 'string' ? part : tooShort(report) };
  }
  const { pending } = joiner;
  if (pending && part.aim !== undefined && part.aim !== pending.aim) {
    return { joiner: rest, fault: 'a code began before the last one had ended' };
  }
  const whole = pending ? { ...pending, text: pending.text + part.text } : part;
  if (whole.text.length > limitBytes) {
    return { joiner: rest, fault: `a code is longer than ${limitBytes} bytes` };
  }
  if (goesOn) return { joiner: { pending: whole, isSkipping: false } };
  return whole.text === '' ? { joiner: emptyJoiner } : { joiner: emptyJoiner, code: whole };
}

/** Undefined when the report is too short to have the flag. */
function continues(report: Uint8Array, { continues }: ScanReportLayout): boolean | undefined {
  if (!continues) return false;
  const byte = report[continues.at];
  return byte === undefined ? undefined : (byte & continues.mask) !== 0;
}

/** What one report carries, or what is wrong with it. */
function readPart(report: Uint8Array, layout: ScanReportLayout): Part | string {
  const { lengthAt, dataAt, dataLength } = layout;
  const length = report[lengthAt];
  if (length === undefined || report.length < dataAt + dataLength) return tooShort(report);
  if (length > dataLength) return `a report says that it has ${length} bytes of ${dataLength}`;
  const text = Buffer.from(report.subarray(dataAt, dataAt + length)).toString('latin1');
  const aim = readAim(report, layout);
  if (aim === undefined) return 'a report has no AIM identifier where the profile says';
  return aim === '' ? { text } : { text, aim };
}

/**
 * The identifier; empty when the scanner sends none or left it out, undefined for bytes that are
 * none: then the profile is another model's, and what it calls the code is not to be trusted.
 */
function readAim(report: Uint8Array, { aim }: ScanReportLayout): string | undefined {
  if (!aim) return '';
  const bytes = Buffer.from(report.subarray(aim.at, aim.at + aim.length));
  if (bytes.every((byte) => byte === 0)) return '';
  const text = aim.length === 2 ? `]${bytes.toString('latin1')}` : bytes.toString('latin1');
  return /^\][A-Za-z][0-9A-Za-z]$/.test(text) ? text : undefined;
}

function tooShort(report: Uint8Array): string {
  return `a report of ${report.length} bytes is shorter than the profile says`;
}
