/**
 * `npm run table:outcomes [-- --lanes N] [--only TEXT]`: plays every scenario of every provider at real
 * terminals, writes docs/payment-outcomes.md, and ends with 1 when anything ended otherwise than
 * `expected/` says. With `--only` those alone whose name has the text in it, and nothing is written.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { faultsOfBooks } from './books.ts';
import { documentOf } from './document.ts';
import { type Lane, laneKindOf, openLane, prepareLanes } from './lane.ts';
import { nameOf, type Play, plan } from './plan.ts';
import { playAndCheck } from './play.ts';

const { values } = parseArgs({
  options: { lanes: { type: 'string', default: '4' }, only: { type: 'string', default: '' } },
});
const laneCount = Number(values.lanes);
if (!Number.isSafeInteger(laneCount) || laneCount < 1 || laneCount > 16) {
  throw new Error('usage: npm run table:outcomes -- --lanes 1..16');
}
const wanted = plan.filter((play) => nameOf(play).includes(values.only));

/** The long ones first, so that no lane is left alone with one at the end. */
const isLong = ({ way, doing, end }: Play): boolean =>
  way === 'shown' && end.kind !== 'paid' && doing !== 'accept';
const queue = [
  ...wanted.filter((play) => laneKindOf(play) === 'direct' && isLong(play)),
  ...wanted.filter((play) => laneKindOf(play) === 'direct' && !isLong(play)),
];
const aggregated = wanted.filter((play) => laneKindOf(play) === 'aggregated');

async function workThrough(lane: Lane, plays: Play[]): Promise<string[]> {
  const faults: string[] = [];
  const played: Play[] = [];
  for (let play = plays.shift(); play; play = plays.shift()) {
    const found = await attempt(nameOf(play), () => playAndCheck(lane, play));
    faults.push(...found);
    played.push(play);
    console.log(`${found.length === 0 ? 'as expected' : 'NOT EXPECTED'}  ${nameOf(play)}`);
    // nobody knows what stands on its screen now: the other lanes take the rest
    if (found.some((fault) => fault.includes(stuck))) return faults;
  }
  return [...faults, ...(await attempt('the books', () => faultsOfBooks(lane, played)))];
}

const stuck = 'it stuck:';

async function attempt(name: string, work: () => Promise<string[]>): Promise<string[]> {
  try {
    return await work();
  } catch (error) {
    return [`${name}: ${stuck} ${error instanceof Error ? error.message : String(error)}`];
  }
}

async function inALane(folder: string, index: number): Promise<string[]> {
  const isDirect = index < laneCount;
  const lane = await openLane(folder, index, isDirect ? 'direct' : 'aggregated');
  try {
    return await workThrough(lane, isDirect ? queue : aggregated);
  } finally {
    await lane.close();
  }
}

const startedAt = performance.now();
const folder = mkdtempSync(join(tmpdir(), 'saoma-table-'));
try {
  await prepareLanes(folder);
  // the aggregator's account stands alone in a till of its own, beside the others
  const count = laneCount + (aggregated.length > 0 ? 1 : 0);
  const faults = await Promise.all(Array.from({ length: count }, (_, i) => inALane(folder, i)));
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  for (const fault of faults.flat()) console.log(`NOT EXPECTED  ${fault}`);
  console.log(`${wanted.length} played in ${seconds} s, ${faults.flat().length} not as expected`);
  const leftOver = [...queue, ...aggregated].map(nameOf);
  if (leftOver.length > 0) console.log(`NOT PLAYED  ${leftOver.join(', ')}`);
  process.exitCode = faults.flat().length + leftOver.length === 0 ? 0 : 1;
  if (values.only === '') {
    const path = new URL('../../docs/payment-outcomes.md', import.meta.url);
    writeFileSync(path, documentOf(plan));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
