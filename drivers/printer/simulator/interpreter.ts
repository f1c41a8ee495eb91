import { DLE, ESC, FS, GS, LF } from '../escpos/bytes.ts';
import { ByteQueue } from './byte-queue.ts';
import type { PlacedCommand } from './command.ts';
import { fixedCommand } from './command-table.ts';
import { hasChineseMode, type PrinterFont } from './printer-font.ts';
import { measureText } from './text-run.ts';
import { type Parsed, parseVariableCommand } from './variable-command.ts';

const CR = 0x0d;
/** No printer has a buffer for more; a length beyond it is noise, and is not waited for. */
const mostCommandBytes = 256 * 1_024;
/** A run of text is handed out at this length even if nothing has ended it. */
const mostTextBytes = 4_096;

export type InterpreterOptions = {
  /** `gb18030` when absent. */
  readonly font?: PrinterFont;
  /** Printers for the Chinese market come up in Chinese mode; off when absent. */
  readonly startsInChinese?: boolean;
};

/**
 * Bytes into commands, however the stream is chopped. Text comes out as runs of one mode; a run is
 * held back until something ends it. Nothing is skipped: what is not known comes out as `unknown`
 * with its offset, and the step is found again at the next byte. Takes any bytes whatever, in
 * bounded memory.
 */
export class Interpreter {
  readonly #hasChinese: boolean;
  readonly #startsInChinese: boolean;
  readonly #queue = new ByteQueue();
  #offset = 0;
  #isChinese: boolean;

  constructor({ font = 'gb18030', startsInChinese = false }: InterpreterOptions = {}) {
    this.#hasChinese = hasChineseMode(font);
    this.#startsInChinese = startsInChinese && this.#hasChinese;
    this.#isChinese = this.#startsInChinese;
  }

  push(bytes: Uint8Array): PlacedCommand[] {
    this.#queue.push(bytes);
    const commands: PlacedCommand[] = [];
    for (let parsed = this.#parse(); parsed !== 'incomplete'; parsed = this.#parse()) {
      commands.push(this.#take(parsed));
    }
    return commands;
  }

  /** The text that was held back, and as `unknown` whatever was cut off in the middle. */
  finish(): PlacedCommand[] {
    const commands: PlacedCommand[] = [];
    const { length } = measureText(this.#queue.bytes, this.#isChinese);
    if (length > 0) commands.push(this.#take(this.#text(length)));
    const rest = this.#queue.bytes.length;
    if (rest > 0) commands.push(this.#take(this.#unknown(rest)));
    return commands;
  }

  #take({ command, length }: Parsed): PlacedCommand {
    const placed = { offset: this.#offset, length, command };
    this.#queue.take(length);
    this.#offset += length;
    if (command.kind === 'chinese-mode') this.#isChinese = command.isOn && this.#hasChinese;
    if (command.kind === 'initialize') this.#isChinese = this.#startsInChinese;
    return placed;
  }

  #parse(): Parsed | 'incomplete' {
    const [first] = this.#queue.bytes;
    if (first === undefined) return 'incomplete';
    if (first >= 0x20) return this.#parseText();
    if (first === LF) return { command: { kind: 'line-feed' }, length: 1 };
    if (first === ESC || first === FS || first === GS || first === DLE) return this.#parseEscape();
    if (first !== CR) return this.#unknown(1);
    const parameters = new Uint8Array();
    return { command: { kind: 'setting', name: 'carriage return', parameters }, length: 1 };
  }

  #parseText(): Parsed | 'incomplete' {
    const bytes = this.#queue.bytes.subarray(0, mostTextBytes);
    const { length, end } = measureText(bytes, this.#isChinese);
    if (end === 'more-may-come' && bytes.length < mostTextBytes) return 'incomplete';
    return length > 0 ? this.#text(length) : this.#unknown(1);
  }

  #parseEscape(): Parsed | 'incomplete' {
    const { bytes } = this.#queue;
    const [lead, second] = bytes;
    if (lead === undefined || second === undefined) return 'incomplete';
    const fixed = fixedCommand(lead, second);
    if (fixed) {
      const length = 2 + fixed.parameterBytes;
      if (bytes.length < length) return 'incomplete';
      return { command: fixed.make(Uint8Array.from(bytes.subarray(2, length))), length };
    }
    const parsed = parseVariableCommand(bytes.subarray(0, mostCommandBytes));
    if (parsed !== 'incomplete') return parsed ?? this.#unknown(2);
    return bytes.length < mostCommandBytes ? 'incomplete' : this.#unknown(2);
  }

  #text(length: number): Parsed {
    const bytes = Uint8Array.from(this.#queue.bytes.subarray(0, length));
    return { command: { kind: 'text', bytes, isChinese: this.#isChinese }, length };
  }

  #unknown(length: number): Parsed {
    const bytes = Uint8Array.from(this.#queue.bytes.subarray(0, length));
    return { command: { kind: 'unknown', bytes }, length };
  }
}

/** A whole stream at once. */
export function interpret(bytes: Uint8Array, options: InterpreterOptions = {}): PlacedCommand[] {
  const interpreter = new Interpreter(options);
  return [...interpreter.push(bytes), ...interpreter.finish()];
}
