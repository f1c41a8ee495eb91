import { spawnSync } from 'node:child_process';

/** What a person has to put right before preparation can go on. */
export class Stop extends Error {}

/**
 * Runs a tool with one line for the terminal: what, how it ended, how long it took.
 * The tool's own words are kept back.
 * @param {string} what
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 * @returns {{ isDone: boolean, said: string }}
 */
export function attempt(what, command, args, options = {}) {
  const startedAt = performance.now();
  process.stdout.write(`prepare: ${what} ... `);
  const result = spawnSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const isDone = result.status === 0;
  console.log(isDone ? `${seconds} s` : `failed after ${seconds} s`);
  const said = `${result.stdout ?? ''}${result.stderr ?? ''}`.trim();
  return { isDone, said: said || String(result.error ?? `${command} ended with ${result.status}`) };
}

/**
 * The same for what cannot be gone without.
 * @type {(...call: Parameters<typeof attempt>) => void}
 * @throws {Stop} with the tool's own words
 */
export function step(...call) {
  const { isDone, said } = attempt(...call);
  if (!isDone) throw new Stop(said);
}
