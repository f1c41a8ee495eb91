import type { HealthCode, HealthLevel, HealthOutcome, PrinterStatus } from '../contract.ts';
import { DeviceError } from '../device-error.ts';
import { bounded } from '../transport/bounded.ts';
import type { PrintDocument } from './document.ts';
import type { LineFacts, PrinterLine } from './printer-line.ts';

type Facts = Record<string, string | number>;

/**
 * `internal`: what is known without asking. `external` and `interactive`: prints a strip of paper;
 * a printer needs no person for that.
 */
export async function checkPrinter(
  line: PrinterLine,
  level: HealthLevel,
  timeoutMs: number,
  printStrip: () => Promise<unknown>,
): Promise<HealthOutcome> {
  if (level === 'internal') return outcome(level, line, codesKnown(line.facts));
  const codes = await bounded(printStrip(), timeoutMs, 'the test strip').then(
    (): HealthCode[] => ['printed-strip', ...nearEnd(line.facts.status)],
    (cause: unknown): HealthCode[] => {
      if (!(cause instanceof DeviceError)) throw cause;
      return [codeOf(cause, line.facts)];
    },
  );
  return outcome(level, line, codes);
}

/** A ruler over the whole width under the device's id: no words, so it reads in any language. */
export function testStrip(deviceId: string, widthCells: number): PrintDocument {
  const ruler = '1234567890'.repeat(Math.ceil(widthCells / 10)).slice(0, widthCells);
  return {
    widthCells,
    blocks: [
      { kind: 'line', text: deviceId.slice(0, widthCells), align: 'center', isBold: true },
      { kind: 'line', text: ruler, align: 'left' },
      { kind: 'feed', lines: 1 },
      { kind: 'cut' },
    ],
  };
}

const faults: readonly (readonly [HealthCode, (status: PrinterStatus) => boolean | undefined])[] = [
  ['cover-open', ({ isCoverOpen }) => isCoverOpen],
  ['paper-out', ({ isPaperOut }) => isPaperOut],
  ['cutter-jam', ({ hasCutterError }) => hasCutterError],
  ['error', ({ hasUnrecoverableError }) => hasUnrecoverableError],
  ['overheated', ({ isOverheated }) => isOverheated],
];

function codesKnown({ state, status }: LineFacts): HealthCode[] {
  if (state !== 'open') return ['not-connected'];
  if (!status) return ['healthy'];
  const found = faults.flatMap(([code, has]) => (has(status) ? [code] : []));
  if (found.length === 0 && !status.isOnline) found.push('error');
  return [...(found.length > 0 ? found : (['healthy'] as const)), ...nearEnd(status)];
}

function nearEnd(status: PrinterStatus | undefined): HealthCode[] {
  return status?.isPaperNearEnd === true && !status.isPaperOut ? ['paper-near-end'] : [];
}

function codeOf({ code, began }: DeviceError, { state, status }: LineFacts): HealthCode {
  const known = status && faults.find(([, has]) => has(status));
  if (known) return known[0];
  if (code === 'device.timeout') return 'no-answer';
  if (state !== 'open' && began !== true) return 'not-connected';
  return 'error';
}

const passing: readonly HealthCode[] = ['healthy', 'printed-strip', 'paper-near-end'];

function outcome(level: HealthLevel, line: PrinterLine, codes: HealthCode[]): HealthOutcome {
  const { state, silentMs, waiting } = line.facts;
  const facts: Facts = { connection: state, waiting, profile: line.profile.name };
  if (silentMs !== undefined) facts['milliseconds since the last byte'] = Math.round(silentMs);
  return { level, isHealthy: codes.every((code) => passing.includes(code)), codes, facts };
}
