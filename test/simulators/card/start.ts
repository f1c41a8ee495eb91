/**
 * The simulated card terminal as a process of its own: `node start.ts [PORT]`. Its first line on
 * stdout is JSON: `{port, origin, host, terminalNumber, saleId}`. On stdin it takes one JSON value a
 * line, `{"next": SCENARIO}`, `{"forget": true}` or `{"ledger": true}`, and answers each with one
 * line: its ledger, or `{"error": …}`. It ends when stdin does.
 */
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { saleId, terminalNumber } from './account.ts';
import { scenarioNames } from './scenarios.ts';
import { startCardSimulator } from './server.ts';

const [port = '0'] = process.argv.slice(2);
const simulator = await startCardSimulator(3_000, Number(port));

const order = v.union([
  v.strictObject({ next: v.picklist(scenarioNames) }),
  v.strictObject({ forget: v.literal(true) }),
  v.strictObject({ ledger: v.literal(true) }),
]);

function say(value: object): void {
  console.log(JSON.stringify(value));
}

const { origin } = simulator;
say({ port: simulator.port, origin, host: '127.0.0.1', terminalNumber, saleId });

for await (const line of createInterface({ input: process.stdin })) {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), order), line);
  if (!parsed.success) {
    say({ error: 'not understood' });
    continue;
  }
  if ('next' in parsed.output) simulator.next(parsed.output.next);
  if ('forget' in parsed.output) simulator.forget();
  say(simulator.ledger());
}
await simulator.close();
