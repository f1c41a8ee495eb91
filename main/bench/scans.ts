import type { ScanShown } from '../contract/bench/snapshot.ts';
import { type Gs1Field, parseGs1 } from '../domain/barcode/gs1.ts';
import { hasRightCheckDigit, isGtinShaped } from '../domain/barcode/gtin.ts';
import { recogniseCode } from '../payments/codes.ts';
import { hideScannedSecrets } from '../snapshot/payment-codes.ts';
import { adviseOn } from './advice.ts';
import type { BenchParts } from './parts.ts';

/** Scans kept on the screen. */
const scansKept = 20;

export type ScanSeen = {
  readonly at: number;
  readonly deviceId: string;
  readonly code: string;
  readonly aim?: string;
  readonly symbology?: string;
  /** Milliseconds between the keys of a scanner that plays keyboard. */
  readonly gapsMs?: readonly number[];
};

export type Scans = {
  add(scan: ScanSeen): void;
  list(): ScanShown[];
};

export function createScans({ changed }: Pick<BenchParts, 'changed'>): Scans {
  let scans: readonly ScanShown[] = [];
  return {
    add(scan) {
      scans = [showScan(scan), ...scans].slice(0, scansKept);
      changed();
    },
    list: () => [...scans],
  };
}

export function showScan({ at, deviceId, code, aim, symbology, gapsMs = [] }: ScanSeen): ScanShown {
  const fields = parseGs1(code) ?? [];
  const shown = isTradeItem(code, fields) ? code : hideScannedSecrets(code);
  const isSecret = shown !== code;
  return {
    at,
    deviceId,
    code: shown,
    aim: aim ?? null,
    symbology: symbology ?? null,
    checkDigit: checkDigitOf(code),
    gs1: isSecret ? [] : [...fields],
    gapsMs: [...gapsMs],
    advice: recogniseCode(code) === null ? adviseOn({ code, aim: aim ?? null, gapsMs }) : null,
  };
}

/** Some GS1 labels are as long as payment codes; they begin with a number that carries a check digit. */
function isTradeItem(code: string, [first]: readonly Gs1Field[]): boolean {
  const isNumbered = first !== undefined && ['00', '01', '02'].includes(first.ai);
  return isNumbered && recogniseCode(code) === null;
}

function checkDigitOf(code: string): ScanShown['checkDigit'] {
  if (!isGtinShaped(code)) return 'none';
  return hasRightCheckDigit(code) ? 'right' : 'wrong';
}
