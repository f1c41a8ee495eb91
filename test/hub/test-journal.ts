import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { chainStart, sealRecord } from '../../main/contract/sync/chain.ts';
import type { JournalRecord } from '../../main/contract/sync/record.ts';
import type { JournalTail } from '../../main/sync/port.ts';

export type TestJournal = {
  readonly privateKey: KeyObject;
  readonly records: JournalRecord[];
  readonly tail: JournalTail;
  append(kind: string, payload: Record<string, unknown>): JournalRecord;
  /** A cash sale of `totalMinor` on the given day. */
  appendSale(totalMinor: number, businessDay?: string): JournalRecord;
  /** The same terminal on a copied disk: same key, same records so far, its own ones from now on. */
  copy(): TestJournal;
};

export const testDay = '2026-03-01';

/** A terminal's journal in memory: real records, real keys. */
export function createTestJournal(
  privateKey: KeyObject = generateKeyPairSync('ed25519').privateKey,
  records: JournalRecord[] = [],
  acknowledgedSeq = 0,
): TestJournal {
  let acknowledged = acknowledgedSeq;
  const startedAt = Date.UTC(2026, 2, 1) + records.length;

  function append(kind: string, payload: Record<string, unknown>): JournalRecord {
    const last = records.at(-1) ?? chainStart;
    const record = sealRecord(
      {
        seq: last.seq + 1,
        at: startedAt + records.length,
        clock: 'trusted',
        actor: 'staff-1',
        kind,
        payload,
        prevHash: last.hash,
      },
      privateKey,
    );
    records.push(record);
    return record;
  }

  const tail: JournalTail = {
    head: () => records.length,
    acknowledged: () => acknowledged,
    acknowledge(seq) {
      if (seq < acknowledged || seq > records.length) throw new RangeError(`acknowledged ${seq}`);
      acknowledged = seq;
    },
    firstUnsentAt: () => (acknowledged < records.length ? startedAt : null),
    readAfter(seq, maxRecords, maxBytes) {
      let bytes = 0;
      return records.slice(seq, seq + maxRecords).filter(({ body }, index) => {
        bytes += Buffer.byteLength(body);
        return index === 0 || bytes <= maxBytes;
      });
    },
  };

  return {
    privateKey,
    records,
    tail,
    append,
    appendSale: (totalMinor, businessDay = testDay) =>
      append('sale.completed', {
        saleId: `sale-${records.length + 1}`,
        receiptNumber: `01-${records.length + 1}`,
        businessDay,
        currency: 'CNY',
        totalMinor,
        tenders: [{ kind: 'cash', provider: null, amountMinor: totalMinor }],
        changeMinor: 0,
      }),
    copy: () => createTestJournal(privateKey, [...records], acknowledged),
  };
}
