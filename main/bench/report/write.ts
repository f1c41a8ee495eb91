import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchSnapshot, HealthShown } from '../../contract/bench/snapshot.ts';
import type { BenchParts } from '../parts.ts';
import { stamp } from '../recorder.ts';
import { wordsIn } from '../words.ts';
import { composeReport } from './compose.ts';
import { reportPage } from './page.ts';
import { sealReport } from './seal.ts';

const ownerOnly = { mode: 0o600 } as const;

/** Writes one signed report as JSON and as a page, beside the shop's data. */
export function writeReport(
  parts: BenchParts,
  snapshot: BenchSnapshot,
  history: (deviceId: string) => HealthShown[],
): NonNullable<BenchSnapshot['report']> {
  const { settings, key, now, language } = parts;
  const at = now();
  const report = composeReport({ at, snapshot, settings, history, secrets: parts.secrets() });
  const sealed = sealReport(report, key);
  const { hash, signature, publicKey } = sealed;
  const shownIn = language();
  const page = reportPage(report, { hash, signature, publicKey }, shownIn, wordsIn(shownIn));
  const folder = join(parts.dataDir, 'bench', 'reports');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `report-${stamp(at)}.json`);
  const pagePath = join(folder, `report-${stamp(at)}.html`);
  writeFileSync(path, `${JSON.stringify(sealed, null, 2)}\n`, ownerOnly);
  writeFileSync(pagePath, page, ownerOnly);
  return { at, path, pagePath };
}
