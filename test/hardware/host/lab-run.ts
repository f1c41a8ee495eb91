import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';
import type { GuestMessage, HostReply } from '../messages.ts';
import { FarSide } from './far-side.ts';
import { type Accelerator, type Guest, startGuest } from './qemu.ts';

/** A guest that hangs costs at most so much; without a word from it, less. */
const limits = { runMs: 300_000, startMs: { kvm: 15_000, tcg: 180_000 } } as const;

/** The guest's first words on its console (`guest/init`). */
const userlandMark = 'lab: userland';
const shownLines = 15;
const shownColumns = 200;

export type LabRun = {
  readonly accelerator: Accelerator;
  readonly passed: number;
  readonly failed: number;
  readonly tookMs: number;
  /**
   * `refused`: the machine did not come up at all; `broken`: the guest did, and did not get to the
   * end of its checks. `reason` says why.
   */
  readonly end: 'complete' | 'refused' | 'broken';
  readonly reason?: string;
};

/** Boots the guest, does for it what only the host can, and reports each check as it comes. */
export async function runLab(
  root: string,
  accelerator: Accelerator,
  report: (message: GuestMessage) => void,
): Promise<LabRun> {
  const startedAt = performance.now();
  const directory = await mkdtemp(join(tmpdir(), 'saoma-hardware-'));
  const consolePath = join(directory, 'console');
  const farSide = await FarSide.open({
    qmp: join(directory, 'qmp'),
    serial: join(directory, 'serial'),
  });
  const { qmpPath, serialPath } = farSide;
  const guest = startGuest({ root, accelerator, qmpPath, serialPath, consolePath });
  const clean = async (): Promise<void> => {
    await guest.kill();
    await farSide.close();
    await rm(directory, { recursive: true, force: true });
  };
  let stopping: Promise<never> | undefined;
  const endBySignal = (): void => {
    stopping ??= clean().then(() => process.exit(1));
  };
  process.once('SIGTERM', endBySignal);
  process.once('SIGINT', endBySignal);
  try {
    const tally = await follow(guest, farSide, limits.startMs[accelerator], report);
    const { reason, ...counts } = tally;
    const tookMs = performance.now() - startedAt;
    if (reason === undefined) return { ...counts, accelerator, tookMs, end: 'complete' };
    const console = await readFile(consolePath, 'utf8').catch(() => '');
    const end = console.includes(userlandMark) ? 'broken' : 'refused';
    const shown = `${reason}\n${lastLines(console)}`.trim();
    return { ...counts, accelerator, tookMs, end, reason: shown };
  } finally {
    process.off('SIGTERM', endBySignal);
    process.off('SIGINT', endBySignal);
    await (stopping ?? clean());
  }
}

/** Colours and overlong lines left out. */
function lastLines(console: string): string {
  const lines = stripVTControlCharacters(console).trim().split('\n').slice(-shownLines);
  return lines.map((line) => line.trimEnd().slice(0, shownColumns)).join('\n');
}

type Tally = { passed: number; failed: number; reason?: string };

/** Reads the guest's messages until it powers off or its time is up. */
async function follow(
  guest: Guest,
  farSide: FarSide,
  startMs: number,
  report: (message: GuestMessage) => void,
): Promise<Tally> {
  const tally: Tally = { passed: 0, failed: 0 };
  let isComplete = false;
  const late = Promise.withResolvers<string>();
  const giveUp = (what: string, ms: number): NodeJS.Timeout =>
    setTimeout(() => late.resolve(`${what} within ${ms / 1_000} s`), ms);
  const startTimer = giveUp('the guest did not start its checks', startMs);
  const runTimer = giveUp('the guest did not finish', limits.runMs);

  createInterface({ input: guest.fromGuest }).on('line', (line) => {
    const message = JSON.parse(line) as GuestMessage;
    if (message.type === 'started') clearTimeout(startTimer);
    if (message.type === 'check' && message.failure === undefined) tally.passed++;
    if (message.type === 'check' && message.failure !== undefined) tally.failed++;
    if (message.type === 'ended') isComplete = true;
    if (message.type === 'ask') void reply(guest, farSide, message);
    else report(message);
  });
  const why = await Promise.race([guest.ended, late.promise]);
  clearTimeout(startTimer);
  clearTimeout(runTimer);
  return isComplete ? tally : { ...tally, reason: why };
}

async function reply(
  guest: Guest,
  farSide: FarSide,
  asked: Extract<GuestMessage, { type: 'ask' }>,
): Promise<void> {
  const { id } = asked;
  const answer: HostReply = await farSide.obey(asked).then(
    (value) => ({ id, ok: true, value }),
    (cause: unknown) => ({ id, ok: false, reason: String(cause) }),
  );
  guest.toGuest.write(`${JSON.stringify(answer)}\n`);
}
