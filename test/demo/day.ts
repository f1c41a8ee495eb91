import { parseArgs } from 'node:util';
import { randomFrom } from '../support/random.ts';
import { Shop } from '../support/shop.ts';
import { findDifferences, tableOf, tellDay } from './day/compare.ts';
import { chooseGoods } from './day/goods.ts';
import { planDay } from './day/plan.ts';
import { playDay } from './day/play.ts';
import { verifyJournal } from './day/verify-journal.ts';
import { hearWitnesses } from './day/witnesses.ts';
import { zReport } from './day/z-report.ts';

/**
 * `npm run demo:day [-- --seed N]`: a whole day of a shop without a display, over the same wires as
 * with one. Ends with 1 when terminal, hub, wallet, drawer and paper do not agree to the last fen.
 */
const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' } } });
const seed = Number(values.seed);
if (!Number.isSafeInteger(seed)) throw new Error('usage: npm run demo:day -- --seed NUMBER');

const print = (lines: readonly string[]): void => console.log(`\n${lines.join('\n')}`);

async function play(shop: Shop): Promise<string[]> {
  await shop.startTerminal();
  await shop.untilReady();
  const random = randomFrom(seed);
  const plan = planDay(random, await chooseGoods(shop, random));
  const day = await playDay(shop, plan, (line) => console.log(line));
  const seen = await hearWitnesses(shop, day.businessDay);
  print(zReport(seen.report, seen.shift));
  const rows = tellDay(day, seen);
  print(tableOf(rows));
  const verdict = verifyJournal(shop.dataDir);
  print([`journal: ${verdict.text}`]);
  const differences = findDifferences(rows, seen);
  return verdict.isClean ? differences : [...differences, `journal: ${verdict.text}`];
}

const startedAt = performance.now();
console.log(`a day in the demo shop, seed ${seed}`);
const shop = await Shop.open();
try {
  const differences = await play(shop);
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  if (differences.length === 0) print([`all agree to the last fen, in ${seconds} s`]);
  else print(['DIFFERENCES', ...differences]);
  process.exitCode = differences.length === 0 ? 0 : 1;
} finally {
  await shop.close();
}
