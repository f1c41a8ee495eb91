import { checkJournal } from '../../store/verify/check-journal.ts';
import { openReadOnly } from '../../store/verify/open-read-only.ts';

/** What the separate verifier finds wrong with a scratch shop's journal; 0 when it is whole. */
export function findingsIn(path: string): number {
  const database = openReadOnly(path);
  try {
    return [...checkJournal(database, { publicKey: null, head: null })].length;
  } finally {
    database.close();
  }
}
