import type { ProbeLine } from '../../../drivers/contract.ts';
import type { BenchSnapshot } from '../../contract/bench/snapshot.ts';
import { type Result, refuse, succeed } from '../../contract/failure.ts';
import type { Activity } from '../activity.ts';
import type { BenchParts } from '../parts.ts';
import type { Bindings } from './binding.ts';

type Asked = {
  readonly deviceId: string;
  readonly lines: readonly ProbeLine[];
  readonly chosen: string | null;
};

export type Probe = {
  print(deviceId: string): Promise<void>;
  /** Inside a transaction. A line that reads rightly says how Chinese goes to this printer. */
  answer(deviceId: string, line: number | null, actor: string): Result<void>;
  shown(): BenchSnapshot['probe'];
};

/** Which Chinese code a printer has: it prints the same line in each, and a person reads them. */
export function createProbe(parts: BenchParts, bindings: Bindings, activity: Activity): Probe {
  const { devices, now, changed } = parts;
  let asked: Asked | null = null;

  return {
    async print(deviceId) {
      const reply = await activity.during(deviceId, 'chinese', () =>
        devices.call(deviceId, 'print-probe', null),
      );
      asked = reply.ok ? { deviceId, lines: reply.value, chosen: null } : null;
      const failure = reply.ok ? null : reply.error.code;
      activity.finish(deviceId, { test: 'probe', at: now(), failure, facts: {} });
    },
    answer(deviceId, line, actor) {
      const printer = bindings.get(deviceId);
      if (printer?.kind !== 'printer' || asked?.deviceId !== deviceId) {
        return refuse('device.not-configured', `${deviceId} has not printed a probe`);
      }
      const read = asked.lines.find(({ number }) => number === line);
      if (line !== null && !read) return refuse('invalid_command', `there was no line ${line}`);
      // None of them: the driver draws the characters, which every printer can print.
      const cjk = read?.cjk ?? 'none';
      bindings.change({ ...printer, cjk }, actor);
      asked = { ...asked, chosen: cjk };
      changed();
      return succeed(undefined);
    },
    shown: () => asked && { ...asked, lines: [...asked.lines] },
  };
}
