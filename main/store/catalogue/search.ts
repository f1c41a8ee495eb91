import type { DatabaseSync } from 'node:sqlite';
import { type FindableText, findableFromText } from './findable.ts';
import { capitalised } from './index-entries.ts';
import { parseQuery, type Query, rankOf } from './ranking.ts';
import { readingsOf } from './syllables.ts';
import { codeKey } from './write.ts';

/** How many rows one index is asked for, for each row that is wanted: some are found twice. */
const rowsAskedPerWanted = 3;

/** Rows of the best items for sale, best first. */
export type Search = (text: string, limit: number) => number[];

/**
 * The indexes propose, `rankOf` decides. Each index streams its rows and stops at a limit, so the
 * work of a query is bounded whatever the size of the catalogue.
 */
export function openSearch(db: DatabaseSync): Search {
  const propose = openProposals(db);
  const load = db.prepare(`
    SELECT row, folded_names AS names, folded_codes AS codes, syllables FROM item
    WHERE row IN (SELECT value FROM json_each(?)) AND is_active = 1`);

  return (text, limit) => {
    const query = parseQuery(text);
    if (query.whole === '') return [];
    const ranks = new Map<number, number>();
    const seen = new Set<number>();
    for (const source of propose(text, query, limit * rowsAskedPerWanted)) {
      if (ranks.size >= limit) break;
      const fresh = source().filter((row) => !seen.has(row));
      for (const row of fresh) seen.add(row);
      for (const found of load.iterate(JSON.stringify(fresh))) {
        const row = Number(found.row);
        const rank = rankOf(query, findableFromText(textOf(found)));
        if (rank !== null) ranks.set(row, rank);
      }
    }
    const best = [...ranks].sort(([rowA, a], [rowB, b]) => a - b || rowA - rowB);
    return best.slice(0, limit).map(([row]) => row);
  };
}

function textOf({ names, codes, syllables }: Record<string, unknown>): FindableText {
  return { names: String(names), codes: String(codes), syllables: String(syllables) };
}

type Proposals = (text: string, query: Query, rowsMax: number) => (() => number[])[];

/** Sources of rows, the likeliest first; a later one is asked only when the earlier were too few. */
function openProposals(db: DatabaseSync): Proposals {
  const byCode = db.prepare('SELECT item_row AS row FROM item_code WHERE key = ?');
  const byBeginning = db.prepare(
    'SELECT item_row AS row FROM item_term WHERE term >= ? AND term < ? LIMIT ?',
  );
  const byTrigrams = db.prepare(
    'SELECT rowid AS row FROM item_trigram WHERE item_trigram MATCH ? LIMIT ?',
  );
  const byGrams = db.prepare('SELECT rowid AS row FROM item_gram WHERE item_gram MATCH ? LIMIT ?');
  const rows = (found: Record<string, unknown>[]) => found.map(({ row }) => Number(row));
  const matching = (expressions: Expressions, rowsMax: number) => [
    ...(expressions.trigrams === '' ? [] : rows(byTrigrams.all(expressions.trigrams, rowsMax))),
    ...(expressions.grams === '' ? [] : rows(byGrams.all(expressions.grams, rowsMax))),
  ];

  return (text, { whole, words }, rowsMax) => [
    () => [
      ...rows(byCode.all(codeKey(text))),
      ...rows(byBeginning.all(whole, `${whole}\u{10ffff}`, rowsMax)),
    ],
    () => matching(anywhere(whole), rowsMax),
    () => matching(allWords(words), rowsMax),
  ];
}

/** Full-text expressions for the two indexes; empty where an index has nothing to say. */
type Expressions = { readonly trigrams: string; readonly grams: string };

/** The query in one piece: as text, as pinyin cut into syllables, or as the initials of such a cut. */
function anywhere(whole: string): Expressions {
  const initials = new Set(readingsOf(whole).map(initialsOf));
  const short = [whole, ...initials].filter((piece) => [...piece].length < 3);
  return { trigrams: trigramsOf(whole), grams: [...new Set(short)].map(quoted).join(' OR ') };
}

/**
 * Every word somewhere. The trigrams of the long words choose the rows when there are any; what the
 * short words ask is then left to the ranking.
 */
function allWords(words: readonly string[]): Expressions {
  if (words.length < 2) return { trigrams: '', grams: '' };
  const long = words.filter((word) => [...word].length >= 3);
  if (long.length === 0) return { trigrams: '', grams: words.map(quoted).join(' AND ') };
  return { trigrams: long.map((word) => `(${trigramsOf(word)})`).join(' AND '), grams: '' };
}

function trigramsOf(text: string): string {
  const readings = readingsOf(text);
  const initials = new Set(readings.map(initialsOf));
  const spelt = new Set(
    readings.map((pieces) => pieces.map((piece) => capitalised(piece)).join('')),
  );
  return [
    ...atLeastThree([text]).map((piece) => `{name initials code} : ${quoted(piece)}`),
    ...atLeastThree(spelt).map((piece) => `pinyin : ${quoted(piece)}`),
    ...atLeastThree(initials).map((piece) => `initials : ${quoted(piece)}`),
  ].join(' OR ');
}

function initialsOf(pieces: readonly string[]): string {
  return pieces.map((piece) => piece.charAt(0)).join('');
}

function atLeastThree(texts: Iterable<string>): string[] {
  return [...texts].filter((text) => [...text].length >= 3);
}

/** Folded texts hold letters and digits only, so there is no quote to escape. */
function quoted(text: string): string {
  return `"${text}"`;
}
