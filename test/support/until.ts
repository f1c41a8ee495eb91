import { setTimeout as pause } from 'node:timers/promises';

const lookEveryMs = 20;

/** Waits until `look` gives something. @throws Error naming `what` after `timeoutMs`. */
export async function until<Value>(
  what: string,
  look: () => Value | undefined | false | Promise<Value | undefined | false>,
  timeoutMs = 30_000,
): Promise<Value> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = await look();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > deadline) throw new Error(`waited in vain: ${what}`);
    await pause(lookEveryMs);
  }
}
