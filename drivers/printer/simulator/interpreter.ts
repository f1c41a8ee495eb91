import { DLE, ESC, FS, GS, LF } from '../escpos/bytes.ts';
import type { PlacedCommand } from './command.ts';
import { fixedCommand } from './command-table.ts';
import { measureText } from './text-run.ts';
import { type Parsed, parseVariableCommand } from './variable-command.ts';

const CR = 0x0d;

/**
 * Bytes into commands, however the stream is chopped. Text comes out as runs of one mode; a run is
 * held back until something ends it. Nothing is skipped: what is not known comes out as `unknown`
 * with its offset, and the step is found again at the next byte.
 */
export class Interpreter {
  #pending: Uint8Array = new Uint8Array();
  #offset = 0;
  #isChinese = false;

  push(bytes: Uint8Array): PlacedCommand[] {
    this.#pending = Buffer.concat([this.#pending, bytes]);
    const commands: PlacedCommand[] = [];
    for (let parsed = this.#parse(); parsed !== 'incomplete'; parsed = this.#parse()) {
      commands.push(this.#take(parsed));
    }
    return commands;
  }

  /** The text that was held back, and as `unknown` whatever was cut off in the middle. */
  finish(): PlacedCommand[] {
    const commands: PlacedCommand[] = [];
    const { length } = measureText(this.#pending, this.#isChinese);
    if (length > 0) commands.push(this.#take(this.#text(length)));
    if (this.#pending.length > 0) commands.push(this.#take(this.#unknown(this.#pending.length)));
    return commands;
  }

  #take({ command, length }: Parsed): PlacedCommand {
    const placed = { offset: this.#offset, length, command };
    this.#pending = this.#pending.subarray(length);
    this.#offset += length;
    if (command.kind === 'chinese-mode') this.#isChinese = command.isOn;
    if (command.kind === 'initialize') this.#isChinese = false;
    return placed;
  }

  #parse(): Parsed | 'incomplete' {
    const [first] = this.#pending;
    if (first === undefined) return 'incomplete';
    if (first >= 0x20) return this.#parseText();
    if (first === LF) return { command: { kind: 'line-feed' }, length: 1 };
    if (first === ESC || first === FS || first === GS || first === DLE) return this.#parseEscape();
    if (first !== CR) return this.#unknown(1);
    const parameters = new Uint8Array();
    return { command: { kind: 'setting', name: 'carriage return', parameters }, length: 1 };
  }

  #parseText(): Parsed | 'incomplete' {
    const { length, end } = measureText(this.#pending, this.#isChinese);
    if (end === 'more-may-come') return 'incomplete';
    return length > 0 ? this.#text(length) : this.#unknown(1);
  }

  #parseEscape(): Parsed | 'incomplete' {
    const [lead, second] = this.#pending;
    if (lead === undefined || second === undefined) return 'incomplete';
    const fixed = fixedCommand(lead, second);
    if (!fixed) return parseVariableCommand(this.#pending) ?? this.#unknown(2);
    const length = 2 + fixed.parameterBytes;
    if (this.#pending.length < length) return 'incomplete';
    return { command: fixed.make(Uint8Array.from(this.#pending.subarray(2, length))), length };
  }

  #text(length: number): Parsed {
    const bytes = Uint8Array.from(this.#pending.subarray(0, length));
    return { command: { kind: 'text', bytes, isChinese: this.#isChinese }, length };
  }

  #unknown(length: number): Parsed {
    const bytes = Uint8Array.from(this.#pending.subarray(0, length));
    return { command: { kind: 'unknown', bytes }, length };
  }
}
