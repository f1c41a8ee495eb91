/** One record of a CSV file. */
export type CsvRecord = {
  /** The line it begins on, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** A quote is not closed, or is followed by something other than a separator. */
  readonly isBroken: boolean;
};

/** A quote that is never closed swallows what follows; a record longer than this is broken. */
const recordCharactersMax = 64 * 1024;

/** `closing` is after a quote in a quoted cell: the end of the cell, or half of a doubled quote. */
type State = 'start' | 'plain' | 'quoted' | 'closing' | 'broken';

/** RFC 4180, with LF as well as CRLF. A quote inside an unquoted cell stands for itself: 19" screen. */
export class CsvParser {
  #state: State = 'start';
  #cell = '';
  #cells: string[] = [];
  #line = 1;
  #firstLine = 1;
  #size = 0;
  #records: CsvRecord[] = [];

  /** The records that end in this piece of the text. */
  push(text: string): CsvRecord[] {
    for (const character of text) this.#take(character);
    return this.#takeRecords();
  }

  /** The last record, when the text does not end with a line break. */
  end(): CsvRecord[] {
    if (this.#state === 'quoted') this.#state = 'broken';
    this.#endRecord();
    return this.#takeRecords();
  }

  #take(character: string): void {
    this.#size += 1;
    if (character === '\n') this.#line += 1;
    if (this.#state === 'quoted' && this.#size > recordCharactersMax) this.#state = 'broken';
    if (this.#state === 'quoted') {
      if (character === '"') this.#state = 'closing';
      else this.#cell += character;
    } else if (character === '\n') {
      this.#endRecord();
    } else if (this.#state !== 'broken') {
      this.#takeOutsideQuotes(character);
    }
  }

  #takeOutsideQuotes(character: string): void {
    if (character === ',') {
      this.#endCell();
    } else if (this.#state === 'closing') {
      if (character === '"') {
        this.#cell += '"';
        this.#state = 'quoted';
      } else if (character !== '\r') {
        this.#state = 'broken';
      }
    } else if (character === '"' && this.#state === 'start') {
      this.#state = 'quoted';
    } else {
      this.#cell += character;
      this.#state = 'plain';
    }
  }

  #endCell(): void {
    this.#cells.push(this.#cell);
    this.#cell = '';
    this.#state = 'start';
  }

  #endRecord(): void {
    const isBroken = this.#state === 'broken';
    if (this.#state === 'plain' && this.#cell.endsWith('\r')) this.#cell = this.#cell.slice(0, -1);
    this.#endCell();
    const isBlank = this.#cells.every((cell) => cell.trim() === '');
    if (isBroken || !isBlank) {
      this.#records.push({ line: this.#firstLine, cells: this.#cells, isBroken });
    }
    this.#cells = [];
    this.#size = 0;
    this.#firstLine = this.#line;
  }

  #takeRecords(): CsvRecord[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }
}
