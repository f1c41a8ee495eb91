import { setTimeout as pause } from 'node:timers/promises';
import type { HostLine } from './host-line.ts';
import type { Till } from './till.ts';

/** For one check; an emulated machine on a busy host takes its time. */
const checkTimeoutMs = 60_000;

/** What the checks of one device are given. */
export type Bench = {
  readonly till: Till;
  readonly host: HostLine;
  /** Runs one check and tells how it went; the next one runs whatever the outcome. */
  readonly check: (name: string, body: () => Promise<void>) => Promise<void>;
  /** Something measured, told as median and 99th percentile. */
  readonly figure: (name: string, samplesMs: readonly number[]) => void;
};

export type DeviceChecks = {
  readonly device: string;
  readonly run: (bench: Bench) => Promise<void>;
};

export async function runDeviceChecks(
  { device, run }: DeviceChecks,
  till: Till,
  host: HostLine,
): Promise<void> {
  const check: Bench['check'] = async (name, body) => {
    const startedAt = performance.now();
    const failure = await failureOf(body);
    const tookMs = performance.now() - startedAt;
    const told = { type: 'check', name: `${device}: ${name}`, tookMs } as const;
    host.tell(failure === undefined ? told : { ...told, failure });
  };
  const figure: Bench['figure'] = (name, samplesMs) => {
    host.tell({ type: 'figure', name: `${device}: ${name}`, value: describe(samplesMs) });
  };
  const failure = await failureOf(() => run({ till, host, check, figure }), 4 * checkTimeoutMs);
  if (failure === undefined) return;
  host.tell({ type: 'check', name: `${device}: is set up`, tookMs: 0, failure });
}

async function failureOf(
  body: () => Promise<void>,
  timeoutMs = checkTimeoutMs,
): Promise<string | undefined> {
  const late = new AbortController();
  const timer = pause(timeoutMs, 'late', { signal: late.signal }).catch(() => 'on time');
  try {
    const first = await Promise.race([body(), timer]);
    return first === 'late' ? `not done within ${timeoutMs / 1_000} s` : undefined;
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  } finally {
    late.abort();
  }
}

function describe(samplesMs: readonly number[]): string {
  const sorted = samplesMs.toSorted((a, b) => a - b);
  const at = (share: number): string => {
    const sample = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    return (sample ?? Number.NaN).toFixed(1);
  };
  if (sorted.length === 1) return `${at(0)} ms`;
  return `median ${at(0.5)} ms, 99th percentile ${at(0.99)} ms of ${sorted.length}`;
}
