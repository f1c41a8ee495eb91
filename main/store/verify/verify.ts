import type { DatabaseSync } from 'node:sqlite';
import { parseRequest, type Request, usage } from './arguments.ts';
import type { Chain } from './check-chain.ts';
import { checkJournal } from './check-journal.ts';
import { describe } from './finding.ts';
import { openReadOnly } from './open-read-only.ts';

// A separate program: it shares no code with the terminal that writes what is checked here.

const exitCodes = { clean: 0, found: 1, unreadable: 2 } as const;

function run(words: readonly string[]): number {
  const request = parseRequest(words);
  if ('problem' in request) {
    console.error(`${request.problem}\n\n${usage}`);
    return exitCodes.unreadable;
  }
  try {
    const database = openReadOnly(request.path);
    const found = report(database, request);
    database.close();
    return found === 0 ? exitCodes.clean : exitCodes.found;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    console.error(`${request.path}: ${error.message}`);
    return exitCodes.unreadable;
  }
}

/** Prints each finding when it is made, then the verdict. @returns how many there are. */
function report(database: DatabaseSync, { path, isJson, ...known }: Request): number {
  const findings = checkJournal(database, known);
  for (let found = 0; ; found += 1) {
    const step = findings.next();
    if (step.done) {
      console.log(isJson ? JSON.stringify({ ...step.value, found }) : verdict(step.value, found));
      return found;
    }
    console.log(isJson ? JSON.stringify(step.value) : describe(step.value));
  }
}

function verdict(chain: Chain, found: number): string {
  const { records, firstAt, lastAt, lastSeq, lastHash, keyFrom } = chain;
  const word = found === 0 ? 'OK' : `NOT OK, ${found} findings`;
  if (firstAt === null || lastAt === null) return `${word}: no record`;
  const [first, last] = [firstAt, lastAt].map((at) => new Date(at).toISOString());
  return `${word}: ${records} records from ${first} to ${last}, head ${lastSeq}:${lastHash}, key from ${keyFrom}`;
}

process.exitCode = run(process.argv.slice(2));
