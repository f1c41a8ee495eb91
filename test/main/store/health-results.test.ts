import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HealthShown } from '../../../main/contract/bench/snapshot.ts';
import { newTill, type Till } from './fixture/till.ts';

let till: Till;

beforeEach(() => {
  till = newTill();
});
afterEach(() => till.clear());

const dayMs = 24 * 3_600_000;
const start = 1_767_225_600_000;

function found(at: number, isHealthy = true): HealthShown {
  const codes = [isHealthy ? 'healthy' : 'paper-out'];
  return { level: 'internal', at, durationMs: 12, isHealthy, codes, facts: { firmware: '1.2' } };
}

describe('what health checks found', () => {
  it('is read back as it was, newest first, each device’s own', () => {
    const { healthResults } = till.open();
    healthResults.add('printer', found(start));
    healthResults.add('scanner', found(start + 1));
    healthResults.add('printer', found(start + 2, false));
    expect(healthResults.of('printer', start + 3)).toEqual([found(start + 2, false), found(start)]);
  });

  it('is kept for 90 days and not a millisecond longer', () => {
    const { healthResults } = till.open();
    healthResults.add('printer', found(start));
    const lastMoment = start + 90 * dayMs;
    expect(healthResults.of('printer', lastMoment)).toHaveLength(1);
    expect(healthResults.of('printer', lastMoment + 1)).toEqual([]);
  });

  it('is forgotten on the disk, too, with the first check after that', () => {
    const store = till.open();
    store.healthResults.add('gone', found(start));
    store.healthResults.add('printer', found(start + 90 * dayMs + 1));
    const rows = store.database.prepare('SELECT device_id FROM health_result').all();
    expect(rows.map((row) => row.device_id)).toEqual(['printer']);
  });
});
