import type { DeviceConfig } from '../../drivers/contract.ts';
import type { TraceRow } from '../contract/bench/queries.ts';
import type { NumberedTrace } from '../devices/trace.ts';
import { decode } from './decode/decode.ts';

/** The transfers after a number, decoded; payment codes are hidden in them already. */
export function traceRows(
  config: DeviceConfig,
  trace: readonly NumberedTrace[],
  after: number,
): TraceRow[] {
  let question: Uint8Array | null = null;
  const rows: TraceRow[] = [];
  for (const { number, at, direction, hex, byteCount } of trace) {
    const bytes = Buffer.from(hex, 'hex');
    if (number > after) {
      const decoded = decode(config, { direction, bytes, question });
      rows.push({ number, at, direction, hex, byteCount, decoded });
    }
    if (direction === 'out') question = bytes;
  }
  return rows;
}
