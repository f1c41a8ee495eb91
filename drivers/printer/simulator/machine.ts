import type { Command, PlacedCommand } from './command.ts';
import {
  automaticStatus,
  healthyCondition,
  isStopped,
  type PrinterCondition,
  statusByte,
} from './faults.ts';
import { Interpreter } from './interpreter.ts';
import { Paper } from './paper.ts';
import type { PrinterFont } from './printer-font.ts';
import { RealTimeWatch } from './real-time-watch.ts';
import { receiptOf, type SimulatedReceipt } from './receipt.ts';

export type DrawerPulse = { readonly pin: 2 | 5; readonly onMs: number; readonly offMs: number };

export type MachineListener = {
  readonly onReceipt: (receipt: SimulatedReceipt) => void;
  readonly onDrawer: (pulse: DrawerPulse) => void;
  /** What the printer says by itself, after GS a. */
  readonly onReport?: (bytes: Uint8Array) => void;
};

export type MachineOptions = {
  readonly widthDots: number;
  /** `gb18030` when absent. */
  readonly font?: PrinterFont;
  /** Comes up in Chinese mode, as printers for the Chinese market do; off when absent. */
  readonly startsInChinese?: boolean;
};

/** Paper that is never cut is torn off here: 3 m at 8 dots a millimetre, or so many bytes. */
const mostPaperDots = 24_000;
const mostReceiptBytes = 1_048_576;

/** Answers a status question; `done` stands for real-time commands that were obeyed when they came. */
type Respond = (query: number) => void;

/** The printer behind the socket: bytes in, answers out, paper and drawer pulses to the listener. */
export class PrinterMachine {
  condition: PrinterCondition = healthyCondition;
  readonly #options: MachineOptions;
  readonly #listener: MachineListener;
  #interpreter: Interpreter;
  #watch = new RealTimeWatch();
  #paper: Paper;
  #commands: PlacedCommand[] = [];
  /** Bytes since `#start`, the offset in the stream at which the receipt began. */
  #bytes = Buffer.alloc(0);
  #start = 0;
  #backlog: Uint8Array[] = [];
  /** The last report by itself; undefined while that is not asked for. */
  #reported: Uint8Array | undefined;

  constructor(options: MachineOptions, listener: MachineListener) {
    this.#options = options;
    this.#listener = listener;
    this.#interpreter = new Interpreter(options);
    this.#paper = this.#newPaper();
  }

  /** Takes bytes from the wire; `answer` sends a status byte back. */
  receive(bytes: Uint8Array, answer: (byte: number) => void): void {
    const respond = (query: number): void => {
      if (!this.condition.isMute) answer(statusByte(this.condition, query));
    };
    const taken = isStopped(this.condition) ? 0 : this.#bytesUntilPaperOut(bytes.length);
    if (taken > 0) this.#interpret(bytes.subarray(0, taken), respond);
    if (taken > 0) this.#useUpPaper(taken);
    if (taken < bytes.length) this.#hold(bytes.subarray(taken), respond);
    this.#reportChange();
  }

  #bytesUntilPaperOut(wanted: number): number {
    return Math.min(wanted, this.condition.paperOutAfterBytes ?? wanted);
  }

  #useUpPaper(taken: number): void {
    const { paperOutAfterBytes, ...rest } = this.condition;
    if (paperOutAfterBytes === undefined) return;
    const left = paperOutAfterBytes - taken;
    this.condition =
      left > 0 ? { ...rest, paperOutAfterBytes: left } : { ...rest, isPaperOut: true };
  }

  set(change: Partial<PrinterCondition>): void {
    this.condition = { ...this.condition, ...change };
    this.#reportChange();
    if (isStopped(this.condition)) return;
    const backlog = this.#backlog;
    this.#backlog = [];
    this.#watch = new RealTimeWatch();
    for (const bytes of backlog) this.#interpret(bytes, 'done');
    this.#reportChange();
  }

  /** The wire is gone: what was begun stays on the paper, half a command is forgotten. */
  disconnect(): void {
    this.#reported = undefined;
    if (this.#backlog.length > 0) return;
    for (const placed of this.#interpreter.finish()) this.#apply(placed, 'done');
    this.#endReceipt();
    this.#interpreter = new Interpreter(this.#options);
    this.#bytes = Buffer.alloc(0);
    this.#start = 0;
  }

  #hold(bytes: Uint8Array, respond: Respond): void {
    this.#backlog.push(Uint8Array.from(bytes));
    for (const command of this.#watch.find(bytes)) this.#obeyAtOnce(command, respond);
  }

  #interpret(bytes: Uint8Array, respond: Respond | 'done'): void {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    for (const placed of this.#interpreter.push(bytes)) this.#apply(placed, respond);
  }

  #apply(placed: PlacedCommand, respond: Respond | 'done'): void {
    const { command } = placed;
    if (command.kind === 'initialize' && !this.#paper.isBlank) this.#endReceipt();
    if (command.kind === 'initialize') this.#reported = undefined;
    this.#commands.push(placed);
    if (isAutomaticStatus(command)) this.#report(automaticStatus(this.condition));
    if (respond !== 'done') this.#obeyAtOnce(command, respond);
    if (command.kind === 'drawer' && !command.isRealTime) this.#kickDrawer(command);
    this.#paper.apply(command);
    if (command.kind === 'cut' || this.#isTooLong()) this.#endReceipt();
    else if (this.#paper.isBlank && isOutsideReceipts(placed)) this.#forget();
  }

  #obeyAtOnce(command: Command, respond: Respond): void {
    if (command.kind === 'status-query') respond(command.query);
    if (command.kind === 'drawer' && command.isRealTime) this.#kickDrawer(command);
  }

  #kickDrawer({ pin, onMs, offMs }: DrawerPulse): void {
    this.condition = { ...this.condition, isDrawerOpen: true };
    this.#listener.onDrawer({ pin, onMs, offMs });
  }

  #reportChange(): void {
    const now = automaticStatus(this.condition);
    if (this.#reported && !Buffer.from(now).equals(this.#reported)) this.#report(now);
  }

  #report(bytes: Uint8Array): void {
    this.#reported = bytes;
    if (!this.condition.isMute) this.#listener.onReport?.(bytes);
  }

  #endReceipt(): void {
    const paper = this.#paper;
    const commands = this.#commands;
    const end = this.#end();
    const bytes = Uint8Array.from(this.#bytes.subarray(0, end - this.#start));
    this.#forget();
    this.#paper = this.#newPaper();
    if (!paper.isBlank) this.#listener.onReceipt(receiptOf(paper, bytes, commands));
  }

  /** Drops what was received so far: it belongs to no receipt, or to one that has ended. */
  #forget(): void {
    const end = this.#end();
    this.#bytes = Buffer.from(this.#bytes.subarray(end - this.#start));
    this.#start = end;
    this.#commands = [];
  }

  #end(): number {
    const last = this.#commands.at(-1);
    return last ? last.offset + last.length : this.#start;
  }

  #isTooLong(): boolean {
    return this.#paper.height > mostPaperDots || this.#end() - this.#start > mostReceiptBytes;
  }

  #newPaper(): Paper {
    return new Paper(this.#options.widthDots, this.#options.font ?? 'gb18030');
  }
}

function isOutsideReceipts({ command }: PlacedCommand): boolean {
  return command.kind === 'status-query' || command.kind === 'drawer' || isAutomaticStatus(command);
}

function isAutomaticStatus(command: Command): boolean {
  return command.kind === 'setting' && command.name === 'automatic status';
}
