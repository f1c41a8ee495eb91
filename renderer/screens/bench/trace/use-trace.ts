import { useEffect, useRef, useState } from 'preact/hooks';
import type { TraceRow } from '../../../../main/contract/bench/queries.ts';
import type { FailureCode } from '../../../../main/contract/failure.ts';
import { ask } from '../../../bridge.ts';

/** How often the wire is asked for more while one looks: below what a hand and an eye notice. */
const askEveryMs = 500;
/** As many rows as one reads back; main keeps its own. */
const rowsKept = 400;

export type TraceSeen = {
  readonly rows: readonly TraceRow[];
  readonly failure: FailureCode | null;
};

/** What goes over a device's wire, oldest first. Nothing is asked while it is frozen. */
export function useTrace(deviceId: string, isFrozen: boolean): TraceSeen {
  const [seen, setSeen] = useState<TraceSeen>({ rows: [], failure: null });
  const last = useRef(0);
  useEffect(() => {
    if (isFrozen) return;
    let isWanted = true;
    let timer = 0;
    const look = async () => {
      const answer = await ask('bench.trace', { deviceId, after: last.current });
      if (!isWanted) return;
      if (!answer.ok) setSeen(({ rows }) => ({ rows, failure: answer.error.code }));
      else if (answer.value.length > 0) {
        last.current = answer.value.at(-1)?.number ?? last.current;
        setSeen(({ rows }) => ({
          rows: [...rows, ...answer.value].slice(-rowsKept),
          failure: null,
        }));
      }
      timer = window.setTimeout(() => void look(), askEveryMs);
    };
    void look();
    return () => {
      isWanted = false;
      window.clearTimeout(timer);
    };
  }, [deviceId, isFrozen]);
  return seen;
}
