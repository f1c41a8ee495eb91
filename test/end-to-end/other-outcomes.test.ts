import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { faultsOfBooks } from '../outcomes/books.ts';
import { type Lane, laneKindOf, openLane, prepareLanes } from '../outcomes/lane.ts';
import { nameOf, type Play, plan } from '../outcomes/plan.ts';
import { playAndCheck } from '../outcomes/play.ts';
import { until } from '../support/until.ts';

/** `npm run table:outcomes` plays all of them; these are what `payment-outcomes.test.ts` has none of. */
const chosen = [
  'alipay presented payment waiting-then-paid (wait)',
  'alipay presented payment lost-answer (wait)',
  'alipay presented payment reversal-retry-flag (wait)',
  'alipay shown payment paid (pay-shown)',
  'alipay presented refund refund-silent (wait)',
  'unionpay presented payment changed-byte (wait)',
  'unionpay shown payment late-payment (stop)',
  'unionpay link payment waiting-never (stop)',
  'unionpay presented refund refund-refused (wait)',
  'wechat shown payment shown-refund-lost (stop)',
  'wechat presented refund refund-abnormal (wait)',
  'card card payment card-number-once (wait)',
  'card card payment wrong-pin (wait)',
  'card card refund lost-answer (wait)',
  'static static refund  (accept)',
  'aggregator presented payment paid with a code of qq (wait)',
];

const folder = mkdtempSync(join(tmpdir(), 'saoma-others-'));
const lanes: Lane[] = [];
const free: Lane[] = [];
const played = new Map<Lane, Play[]>();

beforeAll(async () => {
  await prepareLanes(folder);
  const kinds = ['direct', 'direct', 'direct', 'aggregated'] as const;
  lanes.push(...(await Promise.all(kinds.map((kind, i) => openLane(folder, i, kind)))));
  free.push(...lanes);
}, 120_000);

afterAll(async () => {
  await Promise.all(lanes.map((lane) => lane.close()));
  rmSync(folder, { recursive: true, force: true });
});

async function onALane(play: Play): Promise<string[]> {
  const lane = await until(
    'a till is free',
    () => {
      const index = free.findIndex(({ kind }) => kind === laneKindOf(play));
      return index < 0 ? undefined : free.splice(index, 1)[0];
    },
    120_000,
  );
  try {
    played.set(lane, [...(played.get(lane) ?? []), play]);
    return await playAndCheck(lane, play);
  } finally {
    free.push(lane);
  }
}

it.concurrent.each(chosen)(
  '%s ends in the right state, with its words, its receipt and its money',
  { timeout: 120_000 },
  async (name) => {
    const play = plan.find((one) => nameOf(one) === name);
    if (!play) throw new Error(`${name} is not in the table`);
    expect(await onALane(play)).toEqual([]);
  },
);

it('keeps the same books as every provider, to the last fen, and leaves nothing else in doubt', async () => {
  const faults = await Promise.all(
    lanes.map((lane) => faultsOfBooks(lane, played.get(lane) ?? [])),
  );
  expect(faults.flat()).toEqual([]);
});
