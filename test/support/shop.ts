import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TillSnapshot } from '../../main/contract/snapshots.ts';
import { createSettings, openSettings } from '../../main/store/settings.ts';
import type { Settings } from '../../main/store/settings-schema.ts';
import { startWorld, type World } from '../demo/start-world.ts';
import { type Paper, readPapers } from './papers.ts';
import { TerminalClient, type TerminalStart } from './terminal-client.ts';
import { scan } from './world-line.ts';

/** Everything there in a shop that has just been unlocked is waited for this long. */
const readyTimeoutMs = 60_000;

/** A whole demo shop without a display: the world around, and a terminal that can be killed. */
export class Shop {
  readonly dataDir: string;
  readonly world: World;
  #terminal: TerminalClient | null = null;

  private constructor(dataDir: string, world: World) {
    this.dataDir = dataDir;
    this.world = world;
  }

  /** The world alone; the terminal comes with `startTerminal`. */
  static async open(): Promise<Shop> {
    const dataDir = mkdtempSync(join(tmpdir(), 'saoma-shop-'));
    return new Shop(dataDir, await startWorld(dataDir, 'rehearsal', join(dataDir, 'papers')));
  }

  /** The terminal as its window sees it. @throws Error when none has been started. */
  get terminal(): TerminalClient {
    if (!this.#terminal) throw new Error('the terminal has not been started');
    return this.#terminal;
  }

  get till(): TillSnapshot {
    const { till } = this.terminal;
    if (!till) throw new Error('nothing has been shown yet');
    return till;
  }

  /** Starts the terminal, again after it was killed, on the same data. */
  async startTerminal(start: TerminalStart = {}): Promise<TerminalClient> {
    this.#terminal = await TerminalClient.start(this.dataDir, this.world.socketPath, start);
    return this.#terminal;
  }

  /** Until scanner and printer are there; and the hub, when it is not left out. */
  async untilReady(needsHub = true): Promise<void> {
    await this.terminal.until(
      ({ status }) =>
        status.scanner.health === 'ready' &&
        status.printer.health === 'ready' &&
        (!needsHub || status.hub.state === 'online'),
      'devices and hub are ready',
      readyTimeoutMs,
    );
  }

  async openTill(staff = { staffId: 'staff-lin', pin: '1111' }, floatMinor = 50_000) {
    await this.terminal.must('access.sign-in', staff);
    await this.terminal.must('shift.open', { floatMinor });
  }

  /** Changes the settings file; a terminal reads it when it starts. */
  async changeSettings(change: (settings: Settings) => Settings): Promise<void> {
    const path = join(this.dataDir, 'settings.json');
    const low = await openSettings(path);
    if (!low) throw new Error('the shop has no settings');
    await createSettings(path, change(low.data));
  }

  /** Scans goods and waits until they are in the basket. */
  async scanItem(code: string): Promise<void> {
    const before = pieces(this.till);
    await scan(this.world, code);
    await this.terminal.until((till) => pieces(till) !== before, `${code} is in the basket`);
  }

  papers(): Paper[] {
    return readPapers(join(this.dataDir, 'papers'));
  }

  async close(): Promise<void> {
    await this.#terminal?.stop();
    await this.world.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** How much lies in the basket, in thousandths of whatever it is sold by. */
function pieces({ basket }: TillSnapshot): number {
  return (basket?.lines ?? []).reduce((sum, { quantityMilli }) => sum + quantityMilli, 0);
}
