import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ChainFault,
  type ChainHead,
  chainStart,
  checkRecord,
  hashOf,
  sealRecord,
} from '../../../../main/contract/sync/chain.ts';
import type { JournalRecord } from '../../../../main/contract/sync/record.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const foreign = generateKeyPairSync('ed25519');

function chainOf(length: number, key = privateKey): JournalRecord[] {
  const records: JournalRecord[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    const prevHash = (records.at(-1) ?? chainStart).hash;
    const fact = { at: seq, clock: 'trusted', actor: 'a', kind: 'sale.completed' } as const;
    records.push(sealRecord({ ...fact, seq, payload: { totalMinor: seq }, prevHash }, key));
  }
  return records;
}

/** The place and kind of the first fault, as a reader of the whole chain finds it. */
function firstFault(records: readonly JournalRecord[]): { seq: number; fault: ChainFault } | null {
  let head: ChainHead = chainStart;
  for (const record of records) {
    const { fault } = checkRecord(record, head, publicKey);
    if (fault !== null) return { seq: record.seq, fault };
    head = record;
  }
  return null;
}

const length = 12;
const chain = chainOf(length);
const place = fc.integer({ min: 0, max: length - 2 });

describe('the chain', () => {
  it('is whole as it was made', () => {
    expect(firstFault(chain)).toBeNull();
  });

  it('shows any changed byte of any record', () => {
    fc.assert(
      fc.property(place, fc.nat(), fc.integer({ min: 1, max: 127 }), (at, offset, flip) => {
        const spoilt = chain.map((record, index) => {
          if (index !== at) return record;
          const bytes = Buffer.from(record.body);
          const position = offset % bytes.length;
          bytes[position] = (bytes[position] ?? 0) ^ flip;
          return { ...record, body: bytes.toString('utf8') };
        });
        expect(firstFault(spoilt)).toEqual({ seq: at + 1, fault: 'hash' });
      }),
    );
  });

  it('shows a record that was removed, and two that were swapped', () => {
    fc.assert(
      fc.property(place, (at) => {
        const removed = chain.filter((_, index) => index !== at);
        expect(firstFault(removed)).toEqual({ seq: at + 2, fault: 'gap' });
        const swapped = [...chain];
        swapped.splice(at, 2, ...chain.slice(at, at + 2).reverse());
        expect(firstFault(swapped)).toEqual({ seq: at + 2, fault: 'gap' });
      }),
    );
  });

  it('shows a changed record whose hash was made anew', () => {
    fc.assert(
      fc.property(place, (at) => {
        const spoilt = chain.map((record, index) => {
          if (index !== at) return record;
          const body = record.body.replace('sale.completed', 'sale.cancelled');
          return { ...record, body, hash: hashOf(body) };
        });
        expect(firstFault(spoilt)).toEqual({ seq: at + 1, fault: 'signature' });
      }),
    );
  });

  it('shows a chain that another key signed, from its first record', () => {
    expect(firstFault(chainOf(3, foreign.privateKey))).toEqual({ seq: 1, fault: 'signature' });
  });

  it('shows records of another chain of the same terminal', () => {
    const fact = { at: 1, clock: 'doubtful', actor: 'b', kind: 'x', payload: {} } as const;
    const others = [sealRecord({ ...fact, seq: 1, prevHash: chainStart.hash }, privateKey)];
    expect(firstFault([...others, ...chain.slice(1)])).toEqual({ seq: 2, fault: 'link' });
  });

  it.each([
    ['no JSON', 'x'],
    ['a list', '[]'],
    ['another number', chain[1]?.body ?? ''],
    ['a member too many', (chain[0]?.body ?? '').replace('{', '{"extra":1,')],
  ])('shows a body that is %s', (_what, body) => {
    const record = { seq: 1, body, hash: hashOf(body), signature: '' };
    expect(firstFault([record])).toEqual({ seq: 1, fault: 'body' });
  });
});
