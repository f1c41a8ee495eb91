import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { killDrill } from '../drills/kill-drill.ts';

const folder = mkdtempSync(join(tmpdir(), 'saoma-kill-'));
const verifier = new URL('../../main/store/verify/verify.ts', import.meta.url).pathname;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `npm run drill:kills` takes a thousand; each costs about two seconds. */
const kills = Number(process.env.KILLS ?? '80');
const killTimeoutMs = 5_000;

/** Two terminals side by side, so that both cores have work. */
const lanes = [
  { seed: 1, kills: kills / 2 },
  { seed: 2, kills: kills / 2 },
];

it(`loses no sale and prints none twice when the terminal is killed ${kills} times`, {
  timeout: 60_000 + kills * killTimeoutMs,
}, async () => {
  const reports = await Promise.all(
    lanes.map(({ seed, kills }) => killDrill(join(folder, `lane-${seed}`), kills, seed)),
  );
  for (const report of reports) {
    expect(report.faults).toEqual([]);
    expect(report.shownDone).toBeGreaterThan(0);
    expect(report.printed).toBeGreaterThan(0);
  }
  for (const { seed } of lanes) {
    const journal = join(folder, `lane-${seed}`, 'terminal.sqlite');
    const verdict = spawnSync(process.execPath, [verifier, journal], { encoding: 'utf8' });
    expect(verdict.stdout + verdict.stderr).not.toContain('seq');
    expect(verdict.status).toBe(0);
  }
});
