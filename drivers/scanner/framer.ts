/**
 * Bytes from a scanner into codes, whatever the chunks: codes end with CR, LF, TAB or ETX; STX and
 * empty codes are dropped. Latin-1, so that GS1 separators (0x1D) and every byte survive.
 */
export type Framer = {
  readonly pending: string;
  /** The code has outgrown the limit: its rest is dropped up to its end. */
  readonly isOverflowing: boolean;
};

export type Framed = {
  readonly framer: Framer;
  readonly codes: readonly string[];
  /** Codes that were too long and are lost. */
  readonly overflows: number;
};

const STX = '\x02';
const ETX = '\x03';

export const emptyFramer: Framer = { pending: '', isOverflowing: false };

/** Takes bytes off the line; `limitBytes` is the longest code allowed. */
export function pushBytes(framer: Framer, bytes: Uint8Array, limitBytes: number): Framed {
  const text = Buffer.from(bytes).toString('latin1').replaceAll(STX, '').replaceAll(ETX, '\r');
  const parts = text.split(/[\r\n\t]/);
  const codes: string[] = [];
  let overflows = 0;
  let { pending, isOverflowing } = framer;
  parts.forEach((part, i) => {
    if (!isOverflowing) pending += part;
    if (pending.length > limitBytes) {
      pending = '';
      isOverflowing = true;
      overflows++;
    }
    const hasEnded = i < parts.length - 1;
    if (!hasEnded) return;
    if (pending !== '') codes.push(pending);
    pending = '';
    isOverflowing = false;
  });
  return { framer: { pending, isOverflowing }, codes, overflows };
}

/** After a silence: what has come is the whole code, for scanners that send no end. */
export function flush(framer: Framer): Framed {
  const codes = framer.pending === '' ? [] : [framer.pending];
  return { framer: emptyFramer, codes, overflows: 0 };
}
