import type { DisplayConfig } from '../../contract.ts';
import { lineCells } from '../cells.ts';

const ESC = 0x1b;
const CR = 0x0d;
const SPACE = 0x20;

/** A command by its first bytes: how many parameter bytes follow, or that a text up to CR does. */
type Rule = {
  readonly head: readonly number[];
  readonly parameters: number | 'text';
  readonly obey: (screen: DisplayMachine, parameters: readonly number[]) => void;
};

const clear: Rule['obey'] = (screen) => screen.clear();
const home: Rule['obey'] = (screen) => screen.move(1, 1);
const position: Rule['obey'] = (screen, [x = 1, y = 1]) => screen.move(x, y);

/** What each kind of display obeys (device-facts 5). */
const rules: Readonly<Record<DisplayConfig['protocol'], readonly Rule[]>> = {
  cd5220: [
    { head: [0x0c], parameters: 0, obey: clear },
    { head: [0x18], parameters: 0, obey: (screen) => screen.clearLine() },
    { head: [ESC, 0x40], parameters: 0, obey: clear },
    { head: [ESC, 0x51, 0x41], parameters: 'text', obey: (screen, text) => screen.write(0, text) },
    { head: [ESC, 0x51, 0x42], parameters: 'text', obey: (screen, text) => screen.write(1, text) },
    { head: [ESC, 0x6c], parameters: 2, obey: position },
    { head: [ESC, 0x5b, 0x48], parameters: 0, obey: home },
  ],
  escpos: [
    { head: [0x0c], parameters: 0, obey: clear },
    { head: [0x0b], parameters: 0, obey: home },
    { head: [0x18], parameters: 0, obey: (screen) => screen.clearLine() },
    { head: [ESC, 0x40], parameters: 0, obey: clear },
    { head: [0x1f, 0x24], parameters: 2, obey: position },
  ],
};

/** A two-line display behind its wire: bytes in, visible cells out. */
export class DisplayMachine {
  readonly #rules: readonly Rule[];
  readonly #cells = new Uint8Array(2 * lineCells).fill(SPACE);
  #cursor = 0;
  #pending: number[] = [];
  /** After ESC Q nothing but ESC Q and CLR is obeyed (device-facts 5). */
  #isInLineMode = false;
  /** Bytes that it did not understand, or not in the mode it was in. */
  ignored = 0;

  constructor(protocol: DisplayConfig['protocol']) {
    this.#rules = rules[protocol];
  }

  receive(bytes: Uint8Array): void {
    for (const byte of bytes) {
      this.#pending.push(byte);
      this.#interpret();
    }
  }

  /** The two lines as its font shows them, 20 cells each. */
  lines(): [string, string] {
    const decode = (from: number): string =>
      new TextDecoder('gb18030').decode(this.#cells.subarray(from, from + lineCells));
    return [decode(0), decode(lineCells)];
  }

  clear(): void {
    this.#cells.fill(SPACE);
    this.#cursor = 0;
    this.#isInLineMode = false;
  }

  clearLine(): void {
    const from = this.#cursor - (this.#cursor % lineCells);
    this.#cells.fill(SPACE, from, from + lineCells);
    this.#cursor = from;
  }

  /** Columns and lines count from 1. */
  move(x: number, y: number): void {
    this.#cursor = (((y - 1) & 1) * lineCells + Math.min(x, lineCells) - 1) % this.#cells.length;
  }

  /** A whole line; what is not written stays. */
  write(line: 0 | 1, text: readonly number[]): void {
    this.#isInLineMode = true;
    this.#cells.set(text.slice(0, lineCells), line * lineCells);
  }

  #interpret(): void {
    const rule = this.#rules.find(({ head }) => startsWith(this.#pending, head));
    const mayBecome = this.#rules.some(({ head }) => startsWith(head, this.#pending));
    if (rule) this.#tryRule(rule);
    else if (!mayBecome) this.#takeText();
  }

  #takeText(): void {
    const [first = 0] = this.#pending;
    if (first >= SPACE && !this.#isInLineMode) {
      this.#cells[this.#cursor] = first;
      this.#cursor = (this.#cursor + 1) % this.#cells.length;
    } else this.ignored += this.#pending.length;
    this.#pending = [];
  }

  #tryRule({ head, parameters, obey }: Rule): void {
    const rest = this.#pending.slice(head.length);
    const isWhole = parameters === 'text' ? rest.at(-1) === CR : rest.length === parameters;
    if (!isWhole) return;
    this.#pending = [];
    const isAllowed = !this.#isInLineMode || parameters === 'text' || head[0] === 0x0c;
    if (isAllowed) obey(this, parameters === 'text' ? rest.slice(0, -1) : rest);
    else this.ignored += head.length + rest.length;
  }
}

function startsWith(bytes: readonly number[], head: readonly number[]): boolean {
  return head.length <= bytes.length && head.every((byte, at) => bytes[at] === byte);
}
