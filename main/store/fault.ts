import { type Failure, PosError } from '../contract/failure.ts';

/** SQLite's primary result codes that are the world's doing. https://www.sqlite.org/rescode.html */
const faults: Readonly<Record<number, Pick<Failure, 'code' | 'retry'>>> = {
  5: { code: 'store.busy', retry: 'now' },
  8: { code: 'store.read-only', retry: 'after-fix' },
  10: { code: 'store.corrupt', retry: 'after-fix' }, // an I/O error: the disk itself
  11: { code: 'store.corrupt', retry: 'after-fix' },
  13: { code: 'store.full', retry: 'after-fix' },
  26: { code: 'store.corrupt', retry: 'after-fix' },
};

/** What a full, locked or failing disk does, as a failure with its words; anything else as it is. */
export function asStoreFault(error: unknown): unknown {
  if (!(error instanceof Error) || !('errcode' in error)) return error;
  // the lower byte is the primary code, the rest says more
  const fault = faults[Number(error.errcode) & 0xff];
  return fault ? new PosError({ ...fault, message: error.message }, { cause: error }) : error;
}
