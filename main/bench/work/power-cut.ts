import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { findingsIn } from './check-scratch.ts';
import type { DrillOutcome } from './disk-full.ts';
import { databasePath, openScratchShop } from './scratch-shop.ts';

const cuts = 3;
/** Sales between a start and its cut. */
const salesPerCut = [3, 40] as const;

/**
 * Lets a till sell in a scratch shop, kills it without warning in the middle, opens what it left,
 * and does that again. It passes when every sale that it had said is there and its journal whole.
 * A process that is killed loses no more than its memory: what the disk itself would lose without
 * power only pulling the plug shows.
 * @param seller the command line that runs `sellForEver` on the folder
 */
export async function drillPowerCut(
  folder: string,
  seller: readonly [string, ...string[]],
): Promise<DrillOutcome> {
  let said = 0;
  let lost = 0;
  let findings = 0;
  for (let cut = 0; cut < cuts; cut += 1) {
    said = Math.max(said, await sellAndKill(seller, randomInt(...salesPerCut)));
    findings += findingsIn(databasePath(folder));
    const shop = openScratchShop(folder);
    for (let number = 1; number <= said; number += 1) if (!shop.isSold(number)) lost += 1;
    shop.store.close();
  }
  return {
    isPassed: said > 0 && lost === 0 && findings === 0,
    facts: { cuts, salesSaid: said, salesLost: lost, findings },
  };
}

/** @returns the last sale that was said to be on the disk. */
async function sellAndKill(
  [program, ...words]: readonly [string, ...string[]],
  lines: number,
): Promise<number> {
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  let count = 0;
  let last = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line);
    count += 1;
    if (count === lines) child.kill('SIGKILL');
  }
  await ended;
  return last;
}

/** Sells until it is killed; a number on stdout is a promise that this sale is on the disk. */
export function sellForEver(folder: string): never {
  const shop = openScratchShop(folder);
  for (let number = 1; ; number += 1) {
    if (shop.isSold(number)) continue;
    shop.sell(number);
    writeSync(1, `${number}\n`);
  }
}
