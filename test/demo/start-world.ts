import * as v from 'valibot';
import { startChild } from './child.ts';

const greeting = v.object({
  socketPath: v.string(),
  scannerPath: v.string(),
  printerPort: v.number(),
  hubUrl: v.string(),
  wechatOrigin: v.string(),
  adminToken: v.string(),
  children: v.object({ hub: v.number(), providers: v.number() }),
});

/** Where the world's parts are, for whoever wants to look at them from outside. */
export type WorldPlaces = v.InferOutput<typeof greeting>;

export type World = WorldPlaces & {
  readonly pid: number;
  stop(): Promise<void>;
};

/**
 * Starts the world around a demo terminal as a process of its own.
 * @param pace `rehearsal` has the wallet asked ten times as often as in earnest.
 * @param papersFolder where every printed paper is kept as a file; null to keep none.
 */
export async function startWorld(
  dataDir: string,
  pace: 'provider' | 'rehearsal' = 'provider',
  papersFolder: string | null = null,
): Promise<World> {
  const script = new URL('./world.ts', import.meta.url);
  const papers = papersFolder === null ? [] : ['--papers', papersFolder];
  const child = await startChild(script, ['--data', dataDir, '--pace', pace, ...papers]);
  return { ...v.parse(greeting, child.greeting), pid: child.pid, stop: child.stop };
}
