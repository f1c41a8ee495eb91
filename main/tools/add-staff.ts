import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { hashPin } from '../access/pin.ts';
import { roles } from '../contract/snapshots.ts';
import { pin as pinSchema } from '../contract/values.ts';
import { openDatabase } from '../store/database.ts';
import { openStaff } from '../store/staff.ts';
import { newId } from '../wiring/new-id.ts';

/** Adds a person to a terminal: `npm run staff:add -- --data DIR --name NAME --role ROLE`; asks for the PIN. */

const usage = `npm run staff:add -- --data DIR --name NAME --role ${roles.join('|')}`;
const { values } = parseArgs({
  options: { data: { type: 'string' }, name: { type: 'string' }, role: { type: 'string' } },
});
const wanted = v.safeParse(
  v.object({
    data: v.string(),
    name: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
    role: v.picklist(roles),
  }),
  values,
);
if (!wanted.success) {
  console.error(usage);
  process.exit(2);
}

const pin = v.safeParse(pinSchema, await askUnseen('PIN, 4 to 8 digits: '));
if (!pin.success) {
  console.error('a PIN is 4 to 8 digits');
  process.exit(2);
}
const { data, name, role } = wanted.output;
mkdirSync(data, { recursive: true, mode: 0o700 });
const database = openDatabase(join(data, 'terminal.sqlite'));
const id = newId();
openStaff(database).put({ id, name, role, ...hashPin(pin.output) });
database.close();
console.log(`${name} is a ${role} now`);

/** Asks without showing what is typed. */
async function askUnseen(question: string): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const line = createInterface({
    input: process.stdin,
    output: nowhere,
    terminal: process.stdin.isTTY === true,
  });
  const answer = await line.question('');
  line.close();
  process.stderr.write('\n');
  return answer.trim();
}
