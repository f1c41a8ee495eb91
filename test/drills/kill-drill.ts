import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type PrinterSimulator,
  startPrinterSimulator,
} from '../../drivers/printer/simulator/simulator.ts';
import type { TillSnapshot } from '../../main/contract/snapshots.ts';
import { type Random, randomFrom } from '../support/random.ts';
import { TerminalClient } from '../support/terminal-client.ts';
import { openLonelyShop } from './lonely-shop.ts';

export type KillReport = {
  readonly kills: number;
  /** Sales that the screen showed as done. */
  readonly shownDone: number;
  /** Receipts of which at least the number came out of the printer. */
  readonly printed: number;
  readonly journalled: number;
  /** What must not be: each a sentence. Empty when the drill is passed. */
  readonly faults: readonly string[];
};

/** How far a sale is, as the window knows it. */
type Position = { readonly screen: 'sale' | 'pay' | 'done'; readonly pieces: number };

type Step = { readonly after: Position; send(terminal: TerminalClient): Promise<unknown> };

const itemsPerSaleMax = 4;
/** The load runs this long at most before the power goes. */
const killWithinMs = 500;

/**
 * Rings up cash sales as fast as they go and kills the terminal's process at random moments, again
 * and again on the same data. Nothing that was shown done or began to print may be missing or twice.
 */
export async function killDrill(dataDir: string, kills: number, seed: number): Promise<KillReport> {
  const random = randomFrom(seed);
  const printer = await startPrinterSimulator({ host: '127.0.0.1' });
  await openLonelyShop(dataDir, printer.port);
  const shown = new Set<string>();
  const faults: string[] = [];
  let possible: readonly Position[] = [{ screen: 'sale', pieces: 0 }];
  for (let kill = 0; kill < kills; kill++) {
    const terminal = await TerminalClient.start(dataDir, null);
    let till = await ready(terminal);
    // Every other time the printer is there from the first sale on, so that papers are cut short too.
    if (kill % 2 === 0) {
      till = await terminal.until(isPrinterReady, 'the printer is ready');
    }
    const found = positionOf(till);
    if (!possible.some((position) => isSame(position, found))) {
      faults.push(`after kill ${kill} the sale stood at ${name(found)}, not ${possible.map(name)}`);
    }
    terminal.onPush = (topic, payload) => {
      const done = topic === 'till' ? (payload as TillSnapshot).done : null;
      if (done) shown.add(done.saleId);
    };
    possible = await sellUntilKilled(terminal, found, till, random);
  }
  const report = await judge(dataDir, shown, printer, faults);
  await printer.close();
  return { kills, shownDone: shown.size, ...report };
}

async function ready(terminal: TerminalClient): Promise<TillSnapshot> {
  if (!terminal.till?.staff) {
    await terminal.must('access.sign-in', { staffId: 'staff-lin', pin: '1111' });
    await terminal.must('shift.open', { floatMinor: 10_000 });
  }
  return await terminal.until(({ shift }) => shift !== null, 'an open shift');
}

function isPrinterReady({ status }: TillSnapshot): boolean {
  return status.printer.health === 'ready';
}

/** @returns where the sale may stand: as last answered, or one step further. */
async function sellUntilKilled(
  terminal: TerminalClient,
  from: Position,
  till: TillSnapshot,
  random: Random,
): Promise<readonly Position[]> {
  const items = await terminal.query('catalogue.browse', {
    categoryId: null,
    offset: 0,
    limit: 50,
  });
  const ids = items.ok
    ? items.value.items.filter(({ soldBy }) => soldBy === 'count').map(({ id }) => id)
    : [];
  let isKilled = false;
  const killed = delay(random.between(1, killWithinMs)).then(() => {
    isKilled = true;
    return terminal.kill();
  });
  let position = till.screen === 'done' ? { ...from, screen: 'done' as const } : from;
  let possible: readonly Position[] = [position];
  while (!isKilled) {
    const step = nextStep(position, ids, random);
    possible = [position, step.after];
    const isAnswered = await step.send(terminal).then(
      () => true,
      (error: unknown) => {
        // The kill ends the call it finds under way; before it, a refusal is a fault of the drill.
        if (!isKilled) throw error;
        return false;
      },
    );
    if (!isAnswered) break;
    position = step.after;
    possible = [position];
  }
  await killed;
  return possible;
}

function nextStep(position: Position, ids: readonly string[], random: Random): Step {
  if (position.screen === 'pay') {
    return {
      after: { screen: 'done', pieces: 0 },
      send: (terminal) => terminal.must('pay.cash', { tenderedMinor: 1_000_000 }),
    };
  }
  if (position.pieces > 0 && random.between(1, itemsPerSaleMax) <= position.pieces) {
    return {
      after: { screen: 'pay', pieces: position.pieces },
      send: (terminal) => terminal.must('pay.begin', {}),
    };
  }
  return {
    after: { screen: 'sale', pieces: position.pieces + 1 },
    send: (terminal) => terminal.must('sale.add-item', { itemId: random.pick(ids) }),
  };
}

function positionOf({ screen, basket }: TillSnapshot): Position {
  const pieces = (basket?.lines ?? []).reduce((sum, line) => sum + line.quantityMilli / 1_000, 0);
  return { screen: screen === 'pay' || screen === 'done' ? screen : 'sale', pieces };
}

function isSame(a: Position, b: Position): boolean {
  return a.screen === b.screen && a.pieces === b.pieces;
}

function name({ screen, pieces }: Position): string {
  return `${screen} with ${pieces}`;
}

async function judge(
  dataDir: string,
  shown: ReadonlySet<string>,
  printer: PrinterSimulator,
  faults: string[],
): Promise<Omit<KillReport, 'kills' | 'shownDone'>> {
  const database = new DatabaseSync(join(dataDir, 'terminal.sqlite'));
  const bodies = database
    .prepare(`SELECT body FROM journal WHERE kind = 'sale.completed' ORDER BY seq`)
    .all()
    .map(({ body }) => JSON.parse(String(body)).payload);
  database.close();
  const ids = bodies.map(({ saleId }) => String(saleId));
  const numbers = bodies.map(({ receiptNumber }) => String(receiptNumber));
  if (new Set(ids).size !== ids.length) faults.push('a sale is in the journal twice');
  if (new Set(numbers).size !== numbers.length) faults.push('a receipt number was given twice');
  for (const saleId of shown) {
    if (!ids.includes(saleId)) faults.push(`${saleId} was shown done and is not in the journal`);
  }
  const printed = printer.receipts.flatMap(
    ({ lines }) => lines.join('\n').match(/01-\d{8}-\d{4,}/) ?? [],
  );
  for (const number of printed) {
    if (!numbers.includes(number)) faults.push(`${number} was printed and is not in the journal`);
  }
  const originals = printer.receipts.filter(
    ({ lines }) => !lines.some((line) => line.includes('副本')),
  );
  const counts = Map.groupBy(
    originals.flatMap(({ lines }) => lines.join('\n').match(/01-\d{8}-\d{4,}/) ?? []),
    (number) => number,
  );
  for (const [number, papers] of counts) {
    if (papers.length > 1) faults.push(`${number} came out ${papers.length} times without a mark`);
  }
  return { printed: printed.length, journalled: ids.length, faults };
}
