import { expect, test } from 'vitest';
import { limits } from '../../../main/contract/limits.ts';
import { type TraceEvent, TraceRing } from '../../../main/devices/trace.ts';

function transfer(direction: 'in' | 'out', byteCount: number, at: number): TraceEvent {
  return { kind: 'trace', direction, hex: 'ab'.repeat(byteCount), byteCount, at };
}

test('a device keeps its last bytes and forgets the oldest, within its limit', () => {
  const ring = new TraceRing();
  for (let at = 0; at < 100; at++) {
    ring.add(transfer(at % 10 === 0 ? 'in' : 'out', 4_096, at), at);
  }
  const kept = ring.entries.reduce((sum, { byteCount }) => sum + byteCount, 0);
  expect(kept).toBeLessThanOrEqual(limits.deviceTraceBytes);
  expect(ring.entries.at(-1)?.at).toBe(99);
  expect(ring.last('in')?.at).toBe(90);
});
