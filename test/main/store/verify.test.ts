import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseRequest } from '../../../main/store/verify/arguments.ts';
import { checkJournal, type Known } from '../../../main/store/verify/check-journal.ts';
import type { Finding } from '../../../main/store/verify/finding.ts';
import { openReadOnly } from '../../../main/store/verify/open-read-only.ts';
import { parsePublicKey } from '../../../main/store/verify/public-key.ts';
import { damagedCopy, flipByte, swapRecords } from './fixture/damage.ts';
import { colaSale, newTill, openShift, recordSale, type Till } from './fixture/till.ts';

const saleCount = 12;
/** Record 1 says who the terminal is, 2 opens the shift, then come the sales. */
const lastSeq = saleCount + 2;

let till: Till;
let head: string;

beforeAll(() => {
  till = newTill();
  const store = till.open();
  const { publicKeyText: publicKey } = till;
  const payload = { publicKey, terminalNumber: '1', storeId: 'store-1' };
  store.record({ kind: 'terminal.created', actor: 'terminal', payload });
  openShift(store);
  for (let number = 1; number <= saleCount; number += 1) {
    till.clock.now += 60_000;
    const paying = { walletMinor: (number % 3) * 200, surplusMinor: 17, stepMinor: 10 };
    recordSale(store, colaSale(number, number, paying));
  }
  head = `${store.journal.head().seq}:${store.journal.head().hash}`;
  store.close();
});

afterAll(() => till.clear());

const nothingKnown: Known = { publicKey: null, head: null };

function findingsIn(path: string, known: Known = nothingKnown): Finding[] {
  const database = openReadOnly(path);
  try {
    return [...checkJournal(database, known)];
  } finally {
    database.close();
  }
}

function findings(damage: (database: DatabaseSync) => void, known?: Known): Finding[] {
  return findingsIn(damagedCopy(till, damage), known);
}

function named(found: readonly Finding[]): string[] {
  return found.map(({ seq, what }) => `${seq} ${what}`);
}

const seqs = fc.integer({ min: 1, max: lastSeq });
const many = { numRuns: 30 };

describe('a journal as the terminal wrote it', () => {
  it('passes', () => {
    expect(findings(() => undefined)).toEqual([]);
  });

  it('passes against the key and a head that were noted elsewhere', () => {
    const [seq, hash = ''] = head.split(':');
    const publicKey = parsePublicKey(till.publicKeyText);
    const known = { publicKey, head: { seq: Number(seq), hash } };
    expect(findings(() => undefined, known)).toEqual([]);
  });

  it('passes while the terminal goes on writing, and nothing is written to it', () => {
    const busy = newTill();
    try {
      const store = busy.open();
      const payload = { publicKey: busy.publicKeyText };
      store.record({ kind: 'terminal.created', actor: 'terminal', payload });
      openShift(store);
      const before = readFileSync(busy.path);
      const database = openReadOnly(busy.path);
      recordSale(store, colaSale(1));
      expect([...checkJournal(database, nothingKnown)]).toEqual([]);
      database.close();
      expect(findingsIn(busy.path)).toEqual([]);
      expect(readFileSync(busy.path).equals(before)).toBe(true);
    } finally {
      busy.clear();
    }
  });

  it('leaves no file beside a copy that nobody has open', () => {
    const copy = damagedCopy(till, () => undefined);
    findingsIn(copy);
    expect([existsSync(`${copy}-wal`), existsSync(`${copy}-shm`)]).toEqual([false, false]);
  });
});

describe('one byte changed', () => {
  it.each(['body', 'hash', 'signature'] as const)('in any %s names the record', (column) => {
    fc.assert(
      fc.property(seqs, fc.nat(2_000), fc.integer({ min: 1, max: 255 }), (seq, at, bits) => {
        const found = findings((database) => flipByte(database, column, seq, at, bits));
        expect(named(found)).toContain(`${seq} ${column}`);
        const others = found.filter((finding) => finding.seq !== seq);
        expect(others).toEqual([]);
      }),
      many,
    );
  });

  it('in a signature’s last letter, which stands for the same bytes, is found', () => {
    const found = findings((database) => {
      const { signature } =
        database.prepare('SELECT signature FROM journal WHERE seq = 5').get() ?? {};
      const letter = String(signature).at(85) ?? '';
      const twin = String.fromCharCode(letter.charCodeAt(0) + 1);
      const spelled = `${String(signature).slice(0, 85)}${twin}==`;
      expect(Buffer.from(spelled, 'base64')).toEqual(Buffer.from(String(signature), 'base64'));
      database.prepare('UPDATE journal SET signature = ? WHERE seq = 5').run(spelled);
    });
    expect(named(found)).toEqual(['5 signature']);
  });

  it('in the columns beside the text is found', () => {
    expect(
      named(
        findings((database) => {
          database.exec('UPDATE journal SET at = at + 1 WHERE seq = 4');
          database.exec(`UPDATE journal SET kind = 'sale.cancelled' WHERE seq = 6`);
        }),
      ),
    ).toEqual(['4 column', '6 column', '6 sale']);
  });
});

describe('a record', () => {
  it('that was removed is named', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: lastSeq - 1 }), (seq) => {
        const found = findings((database) =>
          database.prepare('DELETE FROM journal WHERE seq = ?').run(seq),
        );
        expect(named(found)).toEqual([`${seq} missing`]);
      }),
      many,
    );
  });

  it('that was the first is missing, and with it the key', () => {
    const found = findings((database) => database.exec('DELETE FROM journal WHERE seq = 1'));
    expect(named(found)).toEqual(['1 missing', '1 key']);
  });

  it('is named when it changed places with another, and that one too', () => {
    const pairs = fc.tuple(seqs, seqs).filter(([a, b]) => a > 1 && a < b);
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const found = named(findings((database) => swapRecords(database, a, b)));
        const misplaced = found.filter((finding) => finding.endsWith('misplaced'));
        expect(misplaced).toEqual([`${a} misplaced`, `${b} misplaced`]);
      }),
      many,
    );
  });

  it('that stands there twice is named', () => {
    fc.assert(
      fc.property(seqs, (seq) => {
        const found = findings((database) =>
          database
            .prepare(
              `INSERT INTO journal SELECT ${lastSeq + 1}, at, kind, body, hash, signature
               FROM journal WHERE seq = ?`,
            )
            .run(seq),
        );
        expect(named(found)).toContain(`${lastSeq + 1} repeated`);
      }),
      many,
    );
  });

  it('that was written again with a right hash is betrayed by its signature and the next link', () => {
    const found = findings((database) => {
      const { body } = database.prepare('SELECT body FROM journal WHERE seq = 5').get() ?? {};
      const forged = String(body).replace(/"totalMinor":\d+/, '"totalMinor":1');
      const hash = database.prepare('UPDATE journal SET body = ?, hash = ? WHERE seq = 5');
      hash.run(forged, sha256(forged));
    });
    expect(named(found)).toEqual(['5 signature', '5 sale', '6 link']);
  });

  it('whose text is spelled in another way is no record', () => {
    const found = findings((database) => {
      const { body } = database.prepare('SELECT body FROM journal WHERE seq = 5').get() ?? {};
      const spaced = `${body} `;
      database
        .prepare('UPDATE journal SET body = ?, hash = ? WHERE seq = 5')
        .run(spaced, sha256(spaced));
    });
    expect(named(found)).toEqual(['5 signature', '5 body', '6 link']);
  });
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

describe('a tail that was cut off', () => {
  const cuts = fc.integer({ min: 2, max: lastSeq - 1 });
  const cut = (database: DatabaseSync, from: number) =>
    database.prepare('DELETE FROM journal WHERE seq > ?').run(from);
  const moveHead = (database: DatabaseSync, to: number) =>
    database.exec(`UPDATE journal_head SET (seq, hash) =
      (SELECT seq, hash FROM journal WHERE seq = ${to})`);
  const cutSales = (database: DatabaseSync, from: number) =>
    database.exec(`DELETE FROM tender WHERE sale_id IN (SELECT sale_id FROM sale WHERE seq > ${from});
      DELETE FROM sale WHERE seq > ${from}`);

  it('is missed by the row that names the last record', () => {
    fc.assert(
      fc.property(cuts, (from) => {
        const found = findings((database) => {
          cut(database, from);
          cutSales(database, from);
        });
        expect(named(found)).toEqual([`${lastSeq} tail`]);
        expect(found[0]?.where).toContain(`ends at ${from}`);
      }),
      many,
    );
  });

  it('is missed by the sales that were made from it, though the row was put right', () => {
    fc.assert(
      fc.property(cuts, (from) => {
        const found = findings((database) => {
          cut(database, from);
          moveHead(database, from);
        });
        const lost = Array.from(
          { length: lastSeq - from },
          (_, index) => `${from + 1 + index} tail`,
        );
        expect(named(found)).toEqual(lost);
      }),
      many,
    );
  });

  it('is missed by a head that was noted elsewhere, though everything was put right', () => {
    const [seq, hash = ''] = head.split(':');
    const known = { publicKey: null, head: { seq: Number(seq), hash } };
    const damage = (database: DatabaseSync) => {
      cut(database, 8);
      cutSales(database, 8);
      moveHead(database, 8);
    };
    expect(findings(damage)).toEqual([]);
    expect(named(findings(damage, known))).toEqual([`${lastSeq} tail`]);
  });

  it('cannot be told from a whole one without the row that names the last record', () => {
    const found = findings((database) => database.exec('DELETE FROM journal_head'));
    expect(named(found)).toEqual(['null tail']);
  });

  it('or a row that names another last record, is found', () => {
    const wrong = findings((database) => database.exec(`UPDATE journal_head SET hash = 'x'`));
    expect(named(wrong)).toEqual([`${lastSeq} tail`]);
    expect(named(findings((database) => moveHead(database, 7)))).toEqual(['7 tail']);
  });

  it('and grown again differently is not the journal that was noted', () => {
    const known = { publicKey: null, head: { seq: 9, hash: 'f'.repeat(64) } };
    expect(named(findings(() => undefined, known))).toEqual(['9 tail']);
  });
});

describe('the tables that reports read', () => {
  it.each([
    ['UPDATE sale SET total_minor = total_minor - 1 WHERE seq = 5', '5 sale'],
    [
      'UPDATE tender SET amount_minor = 0 WHERE sale_id = (SELECT sale_id FROM sale WHERE seq = 5)',
      '5 sale',
    ],
    ['DELETE FROM tender WHERE sale_id = (SELECT sale_id FROM sale WHERE seq = 7)', '7 sale'],
    ['DELETE FROM sale WHERE seq = 6', '6 sale'],
    [`UPDATE sale SET seq = 2 WHERE seq = 6`, '2 sale'],
  ])('are held against the records: %s', (sql, finding) => {
    expect(named(findings((database) => database.exec(sql)))).toContain(finding);
  });
});

describe('the key', () => {
  it('that is not the one given is named', () => {
    const other = newTillKey();
    const found = findings(() => undefined, { publicKey: other, head: null });
    expect(named(found).slice(0, 2)).toEqual(['1 key', '1 signature']);
  });
});

function newTillKey() {
  // RFC 8032, 7.1, test 1: the public key, behind the 12 bytes of an Ed25519 SPKI header
  const raw = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';
  return parsePublicKey(Buffer.from(`302a300506032b6570032100${raw}`, 'hex').toString('base64'));
}

describe('the program', () => {
  const verify = (...words: string[]) => {
    const program = 'main/store/verify/verify.ts';
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
      encoding: 'utf8',
    });
    return { status, stdout: stdout.trim(), stderr };
  };

  it('says in one line that all is well, from when to when, and the head to note', () => {
    const { status, stdout } = verify(
      till.path,
      '--public-key',
      till.publicKeyText,
      '--head',
      head,
    );
    expect(stdout).toBe(
      `OK: ${lastSeq} records from 2026-01-01T00:00:00.000Z to 2026-01-01T00:12:00.000Z, head ${head}, key from caller`,
    );
    expect(status).toBe(0);
  });

  it('names what it finds, a line each, and ends with 1', () => {
    const copy = damagedCopy(till, (database) => flipByte(database, 'body', 5, 10, 1));
    const { status, stdout } = verify(copy);
    expect(stdout).toMatch(/^record 5: body: .*\nNOT OK, 1 findings: /);
    expect(status).toBe(1);
  });

  it('says the same to a program', () => {
    const copy = damagedCopy(till, (database) =>
      database.exec('DELETE FROM journal WHERE seq = 5'),
    );
    const { status, stdout } = verify(copy, '--json');
    const [finding, verdict, ...more] = stdout.split('\n').map((line) => JSON.parse(line));
    expect(finding).toMatchObject({ seq: 5, what: 'missing' });
    expect(verdict).toMatchObject({ found: 1, records: lastSeq - 1, keyFrom: 'first record' });
    expect([more, status]).toEqual([[], 1]);
  });

  it.each([
    [[], 'name one file'],
    [['a', 'b'], 'name one file'],
    [['a', '--head', '5'], '--head is not SEQ:HASH'],
    [['a', '--public-key', 'AAAA'], '--public-key is not an Ed25519 key'],
    [['a', '--what'], '--what'],
  ])('does not take %j', (words, reason) => {
    expect(parseRequest(words)).toEqual({ problem: expect.stringContaining(reason) });
  });

  it('says how it is used, and ends with 2', () => {
    const { status, stderr } = verify();
    expect(stderr).toContain('Usage: npm run journal:verify -- FILE');
    expect(status).toBe(2);
  });

  it('ends with 2 when there is no terminal’s database, and says why', () => {
    const { status, stderr } = verify('/nowhere/till.db');
    expect(stderr).toContain('ENOENT');
    expect(status).toBe(2);
    expect(() => openReadOnly('main')).toThrow('is not a file');
    expect(() => openReadOnly('package.json')).toThrow('file is not a database');
  });

  it('says how far it can read a file with a torn page', () => {
    const copy = `${till.path}.torn`;
    copyFileSync(till.path, copy);
    const bytes = readFileSync(copy);
    // where the text of record 9 stands; its whole page is lost
    const page = Math.floor(bytes.indexOf('"seq":9}') / 4_096) * 4_096;
    writeFileSync(copy, bytes.fill(0xff, page, page + 4_096));
    const { status, stderr } = verify(copy);
    expect(stderr).toMatch(/cannot be read beyond record \d+: /);
    expect(status).toBe(2);
  });
});
