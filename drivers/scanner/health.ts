import type { HealthCode, HealthLevel, HealthOutcome, ScannerConfig } from '../contract.ts';
import type { IdentifiedCode } from './aim.ts';

/** What a check may ask of a scanner. */
export type ScannerUnderTest = {
  readonly isOpen: boolean;
  /** Milliseconds since its last byte; undefined before the first. */
  readonly silentMs: number | undefined;
  readonly nextScan: () => Promise<IdentifiedCode | 'lost' | undefined>;
};

/**
 * `internal` looks at the connection; `external` says how it is wired as well, since a scanner can
 * do nothing by itself; `interactive` waits for a scan. The code is not told: it may be money.
 */
export async function checkScanner(
  { transport, profile }: ScannerConfig,
  level: HealthLevel,
  scanner: ScannerUnderTest,
): Promise<HealthOutcome> {
  const outcome = (
    isHealthy: boolean,
    code: HealthCode,
    facts: HealthOutcome['facts'] = {},
  ): HealthOutcome => ({ level, isHealthy, codes: [code], facts });

  if (!scanner.isOpen) return outcome(false, 'not-connected');
  const { silentMs } = scanner;
  const silence = silentMs === undefined ? {} : { 'last byte ms ago': silentMs };
  if (level === 'internal') return outcome(true, 'healthy', silence);
  if (level === 'external') {
    const model = profile ? { profile: profile.title } : {};
    const facts = { wire: transport.type, path: transport.path, ...model, ...silence };
    return outcome(true, 'healthy', facts);
  }
  const scan = await scanner.nextScan();
  if (scan === 'lost') return outcome(false, 'not-connected');
  if (!scan) return outcome(false, 'no-scan');
  const symbology = scan.symbology === undefined ? {} : { symbology: scan.symbology };
  return outcome(true, 'scan-seen', { 'code characters': scan.code.length, ...symbology });
}
