import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type Breakage, breakages, isBreakage } from '../main/payments/simulation/broken.ts';
import { type Outcome, play } from '../main/payments/simulation/play.ts';
import { merge, type Tally, tableOf } from '../main/payments/simulation/tally.ts';

/**
 * `npm run simulate:payments -- --runs 100000 --seed 1 [--jobs 2] [--broken skip-reversal]`: plays a
 * bad quarter of an hour again and again, each time by another seed. Ends with 1 when terminal,
 * providers and customers do not agree on the money, and tells the first run in which they do not.
 * `--seed S --runs 1` plays and tells that one.
 */
type Share = {
  readonly from: number;
  readonly step: number;
  readonly to: number;
  readonly broken: Breakage | null;
};

type Sum = {
  readonly runs: number;
  readonly virtualMs: number;
  readonly tally: Tally;
  /** The first failing runs, and how many there are. */
  readonly failed: readonly Pick<Outcome, 'seed' | 'findings'>[];
  readonly failures: number;
};

const failedShownMax = 10;
const usage = `usage: npm run simulate:payments -- [--runs N] [--seed N] [--jobs N] [--broken ${breakages.join('|')}]`;

async function playShare({ from, step, to, broken }: Share): Promise<Sum> {
  const tally: Tally = new Map();
  const failed: Pick<Outcome, 'seed' | 'findings'>[] = [];
  let [runs, virtualMs, failures] = [0, 0, 0];
  for (let seed = from; seed < to; seed += step) {
    const outcome = await play(seed, { broken });
    runs += 1;
    virtualMs += outcome.virtualMs;
    merge(tally, outcome.tally);
    if (outcome.findings.length === 0) continue;
    failures += 1;
    if (failed.length < failedShownMax) failed.push({ seed, findings: outcome.findings });
  }
  return { runs, virtualMs, tally, failed, failures };
}

function inWorker(share: Share): Promise<Sum> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: share });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

function add(sums: readonly Sum[]): Sum {
  const tally: Tally = new Map();
  for (const sum of sums) merge(tally, sum.tally);
  const total = (of: (sum: Sum) => number): number => sums.reduce((all, sum) => all + of(sum), 0);
  return {
    runs: total(({ runs }) => runs),
    virtualMs: total(({ virtualMs }) => virtualMs),
    tally,
    failed: sums
      .flatMap(({ failed }) => failed)
      .sort((one, other) => one.seed - other.seed)
      .slice(0, failedShownMax),
    failures: total(({ failures }) => failures),
  };
}

function report({ runs, virtualMs, tally, failed, failures }: Sum, seconds: number): string[] {
  const years = virtualMs / (365.25 * 24 * 3_600_000);
  return [
    ...tableOf(tally, 'attempt', [
      'paid',
      'failed',
      'reversed',
      'unresolved',
      'unverified',
      'late',
    ]),
    '',
    ...tableOf(tally, 'refund', ['refunded', 'failed', 'unresolved']),
    '',
    ...tableOf(tally, 'fault', ['count']),
    '',
    ...tableOf(tally, 'waited for a person', ['count']),
    '',
    `${runs} runs, ${years.toFixed(1)} years of virtual time, in ${seconds.toFixed(1)} s`,
    ...failed.map(({ seed, findings }) => `FAILED seed ${seed}: ${findings.join('; ')}`),
    failures === 0
      ? 'terminal, providers and customers agree on the money in every run'
      : `${failures} runs failed; again with --seed SEED --runs 1`,
  ];
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      jobs: { type: 'string', default: String(availableParallelism()) },
      broken: { type: 'string' },
    },
  });
  const [runs, seed, jobs] = [values.runs, values.seed, values.jobs].map(Number);
  const broken = values.broken ?? null;
  const isWhole = (value: number | undefined): value is number =>
    Number.isSafeInteger(value) && Number(value) > 0;
  if (!isWhole(runs) || !isWhole(seed) || !isWhole(jobs)) throw new Error(usage);
  if (broken !== null && !isBreakage(broken)) throw new Error(usage);

  const startedAt = performance.now();
  const to = seed + runs;
  const shares = Array.from({ length: Math.min(jobs, runs) }, (_, nth) => ({
    from: seed + nth,
    step: Math.min(jobs, runs),
    to,
    broken,
  }));
  const sums = await Promise.all(
    shares.length === 1 ? shares.map(playShare) : shares.map(inWorker),
  );
  const sum = add(sums);
  const told = runs === 1 ? seed : sum.failed[0]?.seed;
  if (told !== undefined) {
    const { trace } = await play(told, { broken, isTraced: true });
    console.log([`what happened in seed ${told}`, ...trace, ''].join('\n'));
  }
  console.log(report(sum, (performance.now() - startedAt) / 1_000).join('\n'));
  process.exitCode = sum.failures === 0 ? 0 : 1;
}

if (isMainThread) await main();
else parentPort?.postMessage(await playShare(workerData));
