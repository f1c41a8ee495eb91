import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { currencyDigits } from '../domain/format.ts';
import { importCsv } from '../store/catalogue/import/import-csv.ts';
import { openDatabase } from '../store/database.ts';
import { openSettings } from '../store/settings.ts';
import { newId } from '../wiring/new-id.ts';

/** Brings a CSV file into a terminal's catalogue: `npm run catalogue:import -- --data DIR FILE`. */

const { values, positionals } = parseArgs({
  options: { data: { type: 'string' } },
  allowPositionals: true,
});
const [file] = positionals;
if (values.data === undefined || file === undefined || !existsSync(file)) {
  console.error('npm run catalogue:import -- --data DIR FILE.csv');
  process.exit(2);
}

const settings = await openSettings(join(values.data, 'settings.json'));
const database = openDatabase(join(values.data, 'terminal.sqlite'));
const result = await importCsv(database, {
  path: file,
  currencyDigits: currencyDigits(settings?.data.store.currency ?? 'CNY'),
  newId,
  at: Date.now(),
  onProgress({ rowsDone, bytesDone, bytesTotal }) {
    const percent = bytesTotal === 0 ? 100 : Math.floor((100 * bytesDone) / bytesTotal);
    process.stderr.write(`\r${percent} %  ${rowsDone} rows`);
  },
});
process.stderr.write('\n');
database.close();

if (result.ok) {
  console.log(`${result.added} added, ${result.changed} changed, ${result.unchanged} unchanged`);
} else {
  for (const { line, column, code, data } of result.errors) {
    console.error(`line ${line}, column ${column}: ${code} ${data ? JSON.stringify(data) : ''}`);
  }
  console.error('nothing was imported');
  process.exitCode = 1;
}
